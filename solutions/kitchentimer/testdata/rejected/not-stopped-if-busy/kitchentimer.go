// Rejected: who would stop the timer while it is set again does not wait, and it goes on.
// Belief: giving-up-is-harmless

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

	mu    sync.Mutex // guards what follows
	next  *time.Timer
	round int // what was due in an earlier round sets nothing
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
	t.set(times)
}

// Stop ends the ringing. If the timer was about to ring, or does so just now,
// it rings this once, and Stop does not wait for that. It is not set again. A
// timer that does not run may be stopped, too, and a stopped one be started.
func (t *Timer) Stop() {
	if !t.mu.TryLock() {
		return
	}
	defer t.mu.Unlock()
	t.halt()
}

// halt is called with t.mu held.
func (t *Timer) halt() {
	t.round++
	if t.next != nil {
		t.next.Stop()
	}
}

// set is called with t.mu held.
func (t *Timer) set(times int) {
	round := t.round
	t.next = time.AfterFunc(t.every, func() { t.due(times, round) })
}

// due rings, and sets the timer for the times that are left.
func (t *Timer) due(times, round int) {
	t.ring()
	if times == 1 {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if round == t.round {
		t.set(times - 1)
	}
}
