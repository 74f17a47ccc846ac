// Accepted: no callback: an apprentice with an hourglass for each start, who leaves when told to.

// Package kitchentimer reminds a baker of what is in the oven: the timer rings,
// the baker turns the loaves, and it is set again by itself.
package kitchentimer

import (
	"sync"
	"time"
)

// Timer rings at even distances. Its methods may be called by many goroutines
// at once, and by ring.
type Timer struct {
	every time.Duration
	ring  func()

	mu  sync.Mutex    // guards end
	end chan struct{} // closed when whoever watches the glass may leave
}

// New returns a timer that is not running.
func New(every time.Duration, ring func()) *Timer {
	return &Timer{every: every, ring: ring}
}

// Start lets the timer ring so many times, at least once: when every has
// passed, and again each time that every has passed since it last rang. If it was
// running, that is over, as after Stop.
func (t *Timer) Start(times int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.halt()
	t.end = make(chan struct{})
	go t.watch(times, t.end)
}

// Stop ends the ringing. If the timer was about to ring, or does so just now,
// it rings this once, and Stop does not wait for that. It is not set again. A
// timer that does not run may be stopped, too, and a stopped one be started.
func (t *Timer) Stop() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.halt()
}

// halt is called with t.mu held.
func (t *Timer) halt() {
	if t.end != nil {
		close(t.end)
		t.end = nil
	}
}

// watch rings when the sand has run through, so many times.
func (t *Timer) watch(times int, end <-chan struct{}) {
	for range times {
		select {
		case <-end:
			return
		case <-time.After(t.every):
		}
		select {
		case <-end:
			return
		default:
			t.ring()
		}
	}
}
