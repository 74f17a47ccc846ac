// Rejected: Close holds the lock while it waits for him, and he needs the lock to count his last strike.
// Belief: waiting-with-a-lock-is-harmless

// Package heartbeat is the night watch of a cake factory: a watchman strikes
// a bell every hour, and whoever lies awake hears that all is well.
package heartbeat

import (
	"sync"
	"time"
)

// Watchman walks round the factory from Begin to Close.
type Watchman struct {
	clock   *time.Ticker
	strike  func()
	mu      sync.Mutex // guards strikes and closed
	strikes int
	closed  bool
	done    chan struct{}
	walking sync.WaitGroup
}

// Begin sends a watchman on his round. At every tick of the clock he calls
// strike, which may take a while, and never twice at once. From now on the
// clock is his.
func Begin(clock *time.Ticker, strike func()) *Watchman {
	w := &Watchman{clock: clock, strike: strike, done: make(chan struct{})}
	w.walking.Go(w.round)
	return w
}

func (w *Watchman) round() {
	for {
		select {
		case <-w.clock.C:
			w.strike()
			w.mu.Lock()
			w.strikes++
			w.mu.Unlock()
		case <-w.done:
			return
		}
	}
}

// Strikes returns how often the bell has been struck. It may be called at any
// time.
func (w *Watchman) Strikes() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.strikes
}

// Close stops the clock and sends the watchman home. When it returns he has
// left, and strike is not called any more. Close may be called several times,
// also by several goroutines at once, but not by strike.
func (w *Watchman) Close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.clock.Stop()
	if !w.closed {
		w.closed = true
		close(w.done)
	}
	w.walking.Wait()
}
