// Rejected: nothing keeps the second Close from closing done again, which panics.
// Belief: anybody-may-close

// Package heartbeat is the night watch of a cake factory: a watchman strikes
// a bell every hour, and whoever lies awake hears that all is well.
package heartbeat

import (
	"sync"
	"sync/atomic"
	"time"
)

// Watchman walks round the factory from Begin to Close.
type Watchman struct {
	clock   *time.Ticker
	strike  func()
	strikes atomic.Int64
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
			w.strikes.Add(1)
		case <-w.done:
			return
		}
	}
}

// Strikes returns how often the bell has been struck. It may be called at any
// time.
func (w *Watchman) Strikes() int {
	return int(w.strikes.Load())
}

// Close stops the clock and sends the watchman home. When it returns he has
// left, and strike is not called any more. Close may be called several times,
// also by several goroutines at once, but not by strike.
func (w *Watchman) Close() {
	w.clock.Stop()
	close(w.done)
	w.walking.Wait()
}
