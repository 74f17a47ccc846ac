package kernel

// A time-out is a timer that ends a wait for something else: a select has one beside its
// other cases, a context a deadline, AfterFunc calls what gives up. That it comes before what
// was waited for is what a program has it for, so a right one stands it; and natively a
// goroutine that could go on may lose more than a time slice. A sleep is none: what comes
// after it may count on what others do meanwhile, as a test does that has no other way to
// wait for them. Limits.TimeOuts has time-outs come early, and all other timers wait.

// EndsWait has ends say whether somebody waits for timer, and for something else as well.
func (timer *Timer) EndsWait(ends func() bool) { timer.ends = ends }

// timesOut reports whether the timers that fire next are time-outs, which may come early.
func (x *Exec) timesOut() bool {
	if !x.limits.TimeOuts || x.bubbles > 0 {
		return false
	}
	for _, timer := range x.nextTimers() {
		if timer.ends == nil || !timer.ends() {
			return false
		}
	}
	x.TimeOut = true
	return true
}
