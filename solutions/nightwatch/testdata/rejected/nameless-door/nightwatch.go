// Rejected: nobody stands at a door that has no name.
// Belief: empty-means-none

// Package nightwatch guards a house at night: a door that needs it gets a
// watchman, who stands there until he is sent home.
package nightwatch

import "sync"

// House has doors, and a watchman at some of them. Its methods may be called
// by many goroutines at once.
type House struct {
	stand    func(door string, home <-chan struct{})
	watchmen sync.WaitGroup

	mu     sync.Mutex // guards the fields below
	closed bool       // nobody is sent any more
	posts  map[string]chan struct{}
}

// Open returns a house without watchmen. What a watchman does at his door is
// stand: it returns soon after home is closed, and not before. It may call
// Guard and Dismiss.
func Open(stand func(door string, home <-chan struct{})) *House {
	return &House{stand: stand, posts: map[string]chan struct{}{}}
}

// Guard has a watchman stand at the door, unless one does. It returns true,
// or, when the house is closed, false: then nobody is sent.
func (h *House) Guard(door string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return false
	}
	if door == "" {
		return true
	}
	if h.posts[door] != nil {
		return true
	}
	home := make(chan struct{})
	h.posts[door] = home
	h.watchmen.Go(func() { h.stand(door, home) })
	return true
}

// Dismiss sends the watchman of a door home, if it has one, and does not wait
// for him.
func (h *House) Dismiss(door string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.dismiss(door)
}

// dismiss is Dismiss. h.mu is held.
func (h *House) dismiss(door string) {
	if home := h.posts[door]; home != nil {
		close(home)
		delete(h.posts, door)
	}
}

// Close sends all watchmen home and locks the house. When it returns, none of
// them is inside, and none comes any more. It may be called several times, by
// several goroutines at once, and the same is true for each of them. No
// watchman calls it.
func (h *House) Close() {
	h.mu.Lock()
	h.closed = true
	for door := range h.posts {
		h.dismiss(door)
	}
	h.mu.Unlock()
	h.watchmen.Wait()
}
