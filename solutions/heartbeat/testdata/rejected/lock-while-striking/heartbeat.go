// Rejected: he keeps the lock while he strikes, so whoever asks for the count waits until the bell is silent.
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
	mu      sync.Mutex
	strikes int

	dismiss sync.Once
	done    chan struct{}  // closed when he may go home
	walking sync.WaitGroup // the round, until he has left
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
			w.mu.Lock()
			w.strike()
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
	w.clock.Stop() // does not close clock.C
	w.dismiss.Do(func() { close(w.done) })
	w.walking.Wait() // for everybody who calls, not only for the first
}
