package kernel

import (
	"runtime/metrics"
	"time"
)

// A stopwatch tells for how long the program could have gone on. On a busy machine,
// or in a process that is stopped for a while, that is less than what the clock says.
type stopwatch struct {
	tick   time.Duration // between two laps, if nothing keeps this process waiting
	clock  time.Time     // at the last lap
	used   time.Duration // of processors, by then
	states []metrics.Sample
}

func newStopwatch(tick time.Duration) *stopwatch {
	return &stopwatch{tick: tick, clock: time.Now(), used: ProcessorTime(), states: []metrics.Sample{
		{Name: "/sched/goroutines/running:goroutines"}, {Name: "/sched/goroutines/runnable:goroutines"},
	}}
}

// lap returns the time since the last one: that of processors if the program computes.
// If it waits, for something outside, that of the clock, but not much more than a tick.
func (w *stopwatch) lap() (passed time.Duration) {
	clock, used := time.Now(), ProcessorTime()
	if passed = used - w.used; !w.computes() {
		passed = min(clock.Sub(w.clock), 2*w.tick)
	}
	w.clock, w.used = clock, used
	return passed
}

// computes reports whether another goroutine than this one could run.
func (w *stopwatch) computes() bool {
	metrics.Read(w.states)
	return w.states[0].Value.Uint64()+w.states[1].Value.Uint64() > 1
}
