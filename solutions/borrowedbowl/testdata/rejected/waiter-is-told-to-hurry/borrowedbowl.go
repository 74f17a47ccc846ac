// Rejected: the bowl is only put back when no waiter is at a table, which is looked up a moment before.
// Belief: safe-steps-are-safe-together

// Package borrowedbowl is a soup kitchen: cooks fill bowls from a shelf, and
// waiters carry them out to the guests.
package borrowedbowl

import (
	"bytes"
	"sync"
	"sync/atomic"
)

// Kitchen has waiters, a hatch, and a shelf with bowls. Its methods may be
// called by many goroutines at once.
type Kitchen struct {
	serve   func(soup []byte)
	hatch   chan []byte
	eating  atomic.Int64 // guests who eat
	shelf   sync.Pool    // of *bytes.Buffer; when there is none, one is bought
	waiters sync.WaitGroup
	closing sync.Once
}

// Open returns a kitchen with that many waiters, at least one. What a waiter
// does with a bowl of soup is serve: it stands before a guest until it returns.
// Serve may take long, always returns, and keeps nothing of the soup.
func Open(waiters int, serve func(soup []byte)) *Kitchen {
	k := &Kitchen{serve: serve, hatch: make(chan []byte)}
	k.shelf.New = func() any { return new(bytes.Buffer) }
	for range waiters {
		k.waiters.Go(k.carry)
	}
	return k
}

// Cook cooks a soup and has a waiter carry it out. It returns when a waiter has
// it, or later. It is not called by a waiter, and not after Close.
func (k *Kitchen) Cook(soup string) {
	bowl := k.shelf.Get().(*bytes.Buffer)
	defer func() {
		if k.eating.Load() == 0 {
			k.shelf.Put(bowl)
		}
	}()
	bowl.Reset()
	bowl.WriteString(soup)
	k.hatch <- bowl.Bytes()
}

// carry is what a waiter does until the kitchen closes.
func (k *Kitchen) carry() {
	for soup := range k.hatch {
		k.eating.Add(1)
		k.serve(soup)
		k.eating.Add(-1)
	}
}

// Close waits until all soups have been served and the waiters have gone. It
// may be called several times.
func (k *Kitchen) Close() {
	k.closing.Do(func() { close(k.hatch) })
	k.waiters.Wait()
}
