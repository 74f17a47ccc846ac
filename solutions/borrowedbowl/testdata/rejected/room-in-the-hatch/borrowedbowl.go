// Rejected: bowls wait in the hatch, and a cook takes hers for handed over when no waiter has it.
// Belief: shown-before-it-is-so

// Package borrowedbowl is a soup kitchen: cooks fill bowls from a shelf, and
// waiters carry them out to the guests.
package borrowedbowl

import (
	"bytes"
	"sync"
)

// Kitchen has waiters, a hatch, and a shelf with bowls. Its methods may be
// called by many goroutines at once.
type Kitchen struct {
	serve   func(soup []byte)
	hatch   chan *bytes.Buffer // who has the bowl puts it back, and nobody else
	shelf   sync.Pool          // of *bytes.Buffer; when there is none, one is bought
	waiters sync.WaitGroup
	closing sync.Once
}

// Open returns a kitchen with that many waiters, at least one. What a waiter
// does with a bowl of soup is serve: it stands before a guest until it returns.
// Serve may take long, always returns, and keeps nothing of the soup.
func Open(waiters int, serve func(soup []byte)) *Kitchen {
	k := &Kitchen{serve: serve, hatch: make(chan *bytes.Buffer, 4)}
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
	bowl.Reset()
	bowl.WriteString(soup)
	k.hatch <- bowl
}

// carry is what a waiter does until the kitchen closes.
func (k *Kitchen) carry() {
	for bowl := range k.hatch {
		k.serve(bowl.Bytes())
		k.shelf.Put(bowl)
	}
}

// Close waits until all soups have been served and the waiters have gone. It
// may be called several times.
func (k *Kitchen) Close() {
	k.closing.Do(func() { close(k.hatch) })
	k.waiters.Wait()
}
