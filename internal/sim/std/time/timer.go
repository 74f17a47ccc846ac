package time

import (
	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/trace"
)

// A Timer sends the time on C, or calls a function, once; see time.Timer. As in
// Go since 1.23, nothing that it sent before a Stop or Reset is received after.
type Timer struct {
	C <-chan Time

	alarm
}

// alarm is what timers and tickers have in common.
type alarm struct {
	made  bool
	timer *kernel.Timer // nil if made outside an execution, where nothing fires
	send  chan Time     // nil for AfterFunc
	call  func()
	where kernel.Pos // of whoever made it
	every Duration   // for a ticker
	ticks bool       // it has not been stopped
}

// NewTimer returns a timer that sends after d.
func NewTimer(d Duration) *Timer {
	t := &Timer{alarm: newAlarm()}
	t.C = t.send
	t.start(d)
	return t
}

// AfterFunc returns a timer that calls f in a goroutine of its own after d.
func AfterFunc(d Duration, f func()) *Timer {
	t := &Timer{alarm: alarm{made: true, call: f, where: kernel.Where()}}
	t.start(d)
	return t
}

// Stop keeps the timer from firing. It reports whether it would have fired, or
// its value would have been received.
func (t *Timer) Stop() bool {
	if !t.made {
		panic("time: Stop called on uninitialized Timer")
	}
	return t.told(t.stop())
}

// Reset makes the timer fire after d from now. It reports what Stop would have.
func (t *Timer) Reset(d Duration) bool {
	if !t.made {
		panic("time: Reset called on uninitialized Timer")
	}
	return t.told(t.reset(d))
}

// told has the row of the call say what it returns.
func (t *Timer) told(result bool) bool {
	if t.timer != nil {
		kernel.Gives(result)
	}
	return result
}

func newAlarm() alarm {
	return alarm{made: true, send: sim.Make(make(chan Time, 1), -1)}
}

func (a *alarm) start(d Duration) {
	if t := kernel.Current(); t != nil {
		a.ticks = true
		a.timer = t.Arm(int64(d), a.fire)
		a.timer.EndsWait(a.endsWait)
		if a.send != nil {
			a.timer.Announces(func(clock *kernel.Task) { clock.Touch(model.Channel(a.send), trace.Write, 0xff) })
		}
	}
}

// endsWait reports whether a is a time-out now. A tick is none, and what AfterFunc calls may end
// any wait.
func (a *alarm) endsWait() bool {
	return a.every == 0 && (a.send == nil || sim.Ends(a.send))
}

// fire is called by the clock.
func (a *alarm) fire() {
	if a.send == nil {
		kernel.Spawn(a.call).Where = a.where
		return
	}
	sim.Offer(a.send, model.At(a.timer.When))
	a.tick()
}

// tick starts a ticker again if there is room for what it sends. As long as
// there is none its ticks are lost, and need not be.
func (a *alarm) tick() {
	if a.ticks && a.every > 0 && sim.Room(a.send) {
		a.timer.Again(int64(a.every))
	}
}

func (a *alarm) stop() bool {
	t := a.announce()
	if t == nil {
		return false
	}
	active := t.Stop(a.timer)
	a.ticks = false
	return a.drain() || active
}

func (a *alarm) reset(d Duration) bool {
	t := a.announce()
	if t == nil {
		a.start(d)
		return false
	}
	active := t.Reset(a.timer, int64(d))
	a.ticks = true
	return a.drain() || active
}

// announce prepares to take back what was sent. It returns nil if there is
// nothing to stop.
func (a *alarm) announce() *kernel.Task {
	t := kernel.Current()
	if t == nil || a.timer == nil {
		return nil
	}
	if a.send != nil {
		t.Touch(model.Channel(a.send), trace.Write, 0xff)
	}
	return t
}

func (a *alarm) drain() bool { return a.send != nil && sim.Drain(a.send) }
