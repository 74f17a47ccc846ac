// Accepted: every start is a round of its own, which is over when it is not the current one any more.

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

	mu  sync.Mutex // guards now and what it points to
	now *round     // nil when the timer is stopped
}

// A round is what one Start has begun.
type round struct {
	left int
	next *time.Timer
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
	t.now = &round{left: times}
	t.set(t.now)
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
	if t.now != nil {
		t.now.next.Stop()
		t.now = nil
	}
}

// set is called with t.mu held.
func (t *Timer) set(r *round) {
	r.next = time.AfterFunc(t.every, func() { t.due(r) })
}

// due rings, and sets the timer for the times that are left.
func (t *Timer) due(r *round) {
	t.ring()
	t.mu.Lock()
	defer t.mu.Unlock()
	if r.left--; r.left > 0 && t.now == r {
		t.set(r)
	}
}
