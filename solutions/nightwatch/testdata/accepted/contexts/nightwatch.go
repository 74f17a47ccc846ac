// Accepted: each watchman has a context that ends with the house's; nobody is sent, under the lock, when that is over.

// Package nightwatch guards a house at night: a door that needs it gets a
// watchman, who stands there until he is sent home.
package nightwatch

import (
	"context"
	"sync"
)

// House has doors, and a watchman at some of them. Its methods may be called
// by many goroutines at once.
type House struct {
	stand    func(door string, home <-chan struct{})
	watchmen sync.WaitGroup
	night    context.Context
	close    context.CancelFunc

	mu    sync.Mutex // guards posts, and no watchman is sent without it
	posts map[string]context.CancelFunc
}

// Open returns a house without watchmen. What a watchman does at his door is
// stand: it returns soon after home is closed, and not before. It may call
// Guard and Dismiss.
func Open(stand func(door string, home <-chan struct{})) *House {
	h := &House{stand: stand, posts: map[string]context.CancelFunc{}}
	h.night, h.close = context.WithCancel(context.Background())
	return h
}

// Guard has a watchman stand at the door, unless one does. It returns true,
// or, when the house is closed, false: then nobody is sent.
func (h *House) Guard(door string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.night.Err() != nil {
		return false
	}
	if h.posts[door] != nil {
		return true
	}
	ctx, cancel := context.WithCancel(h.night)
	h.posts[door] = cancel
	h.watchmen.Go(func() { h.stand(door, ctx.Done()) })
	return true
}

// Dismiss sends the watchman of a door home, if it has one, and does not wait
// for him.
func (h *House) Dismiss(door string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if cancel := h.posts[door]; cancel != nil {
		cancel()
		delete(h.posts, door)
	}
}

// Close sends all watchmen home and locks the house. When it returns, none of
// them is inside, and none comes any more. It may be called several times, by
// several goroutines at once, and the same is true for each of them. No
// watchman calls it.
func (h *House) Close() {
	h.mu.Lock()
	h.close()
	h.mu.Unlock()
	h.watchmen.Wait()
}
