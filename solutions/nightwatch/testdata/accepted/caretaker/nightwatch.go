// Accepted: a caretaker alone knows who stands where and does one call after the other; when he has gone, there is nobody to call.

// Package nightwatch guards a house at night: a door that needs it gets a
// watchman, who stands there until he is sent home.
package nightwatch

import "sync"

// House has doors, and a watchman at some of them. Its methods may be called
// by many goroutines at once.
type House struct {
	stand    func(door string, home <-chan struct{})
	watchmen sync.WaitGroup
	calls    chan func(posts map[string]chan struct{}) // the caretaker's
	once     sync.Once
	closed   chan struct{} // closed when no calls are taken any more
}

// Open returns a house without watchmen. What a watchman does at his door is
// stand: it returns soon after home is closed, and not before. It may call
// Guard and Dismiss.
func Open(stand func(door string, home <-chan struct{})) *House {
	h := &House{stand: stand, calls: make(chan func(map[string]chan struct{})), closed: make(chan struct{})}
	h.watchmen.Go(h.takeCare)
	return h
}

// takeCare does what the caretaker is called for, and sends everybody home.
func (h *House) takeCare() {
	posts := map[string]chan struct{}{}
	for {
		select {
		case call := <-h.calls:
			call(posts)
		case <-h.closed:
			for _, home := range posts {
				close(home)
			}
			return
		}
	}
}

// call has the caretaker do something, unless the house is closed.
func (h *House) call(what func(posts map[string]chan struct{})) bool {
	done := make(chan struct{})
	select {
	case h.calls <- func(posts map[string]chan struct{}) { what(posts); close(done) }:
		<-done
		return true
	case <-h.closed:
		return false
	}
}

// Guard has a watchman stand at the door, unless one does. It returns true,
// or, when the house is closed, false: then nobody is sent.
func (h *House) Guard(door string) bool {
	return h.call(func(posts map[string]chan struct{}) {
		if posts[door] == nil {
			home := make(chan struct{})
			posts[door] = home
			h.watchmen.Go(func() { h.stand(door, home) })
		}
	})
}

// Dismiss sends the watchman of a door home, if it has one, and does not wait
// for him.
func (h *House) Dismiss(door string) {
	h.call(func(posts map[string]chan struct{}) {
		if home := posts[door]; home != nil {
			close(home)
			delete(posts, door)
		}
	})
}

// Close sends all watchmen home and locks the house. When it returns, none of
// them is inside, and none comes any more. It may be called several times, by
// several goroutines at once, and the same is true for each of them. No
// watchman calls it.
func (h *House) Close() {
	h.once.Do(func() { close(h.closed) })
	h.watchmen.Wait()
}
