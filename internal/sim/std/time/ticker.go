package time

import "racelab/internal/sim"

// A Ticker sends the time on C again and again; see time.Ticker. A tick that
// nobody took before the next one is all that is kept.
type Ticker struct {
	C <-chan Time

	alarm
}

// NewTicker returns a ticker that sends every d. It panics if d is not positive.
func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	t := &Ticker{alarm: newAlarm()}
	t.C, t.every = t.send, d
	sim.Taken(t.send, t.tick)
	t.start(d)
	return t
}

// Stop ends the ticks. It does not close C.
func (t *Ticker) Stop() {
	if t.made {
		t.stop()
	}
}

// Reset makes the ticker send every d from now. It panics if d is not positive.
func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if !t.made {
		panic("time: Reset called on uninitialized Ticker")
	}
	t.reset(d)
	t.every = d // not before the event
}
