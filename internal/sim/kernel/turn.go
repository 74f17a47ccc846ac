package kernel

import "slices"

// next decides who moves now; nil means that nobody can. Tasks that were just
// started or readied go first, up to their next operation: what they do until
// then nobody else can notice, and the choice needs to know what they want.
func (x *Exec) next() *Task {
	for {
		if n := len(x.fresh); n > 0 {
			t := x.fresh[n-1]
			x.fresh = x.fresh[:n-1]
			x.listed = false
			return t
		}
		if x.over || x.Steps() >= x.heed && x.spent() || x.mainDone && x.own == 0 && x.onlyBackground() {
			return nil
		}
		t := x.pick()
		if t == nil || t.ID != ClockID {
			return t
		}
		x.record(t)
		if t.op.kind == KTime {
			x.passTime()
		} else {
			x.fire()
		}
	}
}

// spent reports whether the execution has reached one of its limits, and if not, when it may
// have: Exec.heed is the number of steps before which nobody need ask, unless something has
// happened that sets it to 0.
func (x *Exec) spent() bool {
	steps, end := x.Steps(), x.limits.Steps
	if x.mainDone {
		end = min(end, x.tail+x.limits.Tail)
		x.Late = steps >= x.tail+x.limits.Tail || x.tailFires >= x.limits.TailFires
	}
	x.heed = end
	if x.limits.Over != nil {
		x.Overdue = x.timeIsOver()
		x.heed = min(end, x.glance)
	}
	x.Cut = steps >= x.limits.Steps || x.Late || x.Overdue || x.limits.Crowd > 0 && x.Crowding() > x.limits.Crowd
	return x.Cut
}

// perGlance is how many steps lie between two looks at the clock, lest they cost more. After
// a step that took long enough for Watch to have its doubts there is one at once.
const perGlance = 64

// timeIsOver reports whether there is no time left.
func (x *Exec) timeIsOver() bool {
	if x.Steps() < x.glance && !slow {
		return false
	}
	x.glance = x.Steps() + perGlance
	slow = false
	return x.limits.Over()
}

// To ask a goroutine whether it can move takes some nanoseconds. That is nothing
// beside a step, unless there are thousands of them.
const (
	usualTasks = 100 // are in the cost of a step
	perStep    = 250 // of more are as dear as one
)

// Crowding returns what the number of goroutines has added to the cost of the steps
// that x has made, in steps.
func (x *Exec) Crowding() int { return x.asked / perStep }

func (x *Exec) pick() *Task {
	clock := x.Tasks[ClockID]
	clock.state = parked
	if x.clockOn() {
		x.announceFire(clock)
	}
	held := x.enable()
	switch {
	case len(x.enabled) > 0:
		if held || x.pending() {
			x.leftOut(held)
		}
	case held || x.pending() || x.awaited():
		x.announceLate(clock, held)
		x.enabled = append(x.enabled, clock)
	default:
		return nil
	}
	t := x.strategy.Pick(x, x.enabled)
	x.Pruned = t == nil
	return t
}

// AskAll has each gate asked before every event from now on: one of them depends on more
// than what is done to an object.
func (x *Exec) AskAll() { x.asksAll = true }

// enable lists who can move. It reports whether others could, but rest until time passes.
// An access of memory opens and shuts nobody's gate.
func (x *Exec) enable() (held bool) {
	if crowd := len(x.living) - usualTasks; crowd > 0 {
		x.asked += crowd
		x.heed = 0
	}
	last := x.mover
	if x.listed && !x.asksAll && last.canMove() && !x.holds(last) { // as before, then
		x.rested = 0
		return x.held
	}
	if last != nil {
		x.rested = last.plain
	}
	enabled := x.enabled[:0]
	for _, t := range x.living {
		switch {
		case !t.canMove():
		case x.holds(t):
			held = true
		default:
			enabled = append(enabled, t)
			if t == last {
				x.rested = 0
			}
		}
	}
	x.enabled, x.held, x.listed = enabled, held, true
	return held
}

// leftOut notes what the strategy cannot choose although it could happen.
func (x *Exec) leftOut(held bool) {
	x.Fair = x.Fair || held && x.limits.Soon > 0 && slices.ContainsFunc(x.living, func(t *Task) bool { return x.soon(t) && x.holds(t) && t.canMove() })
	switch {
	case !x.patient():
		x.Fair = x.Fair || held || x.pending() && !x.clockOn()
	case !x.due():
		x.Waited = x.Waited || held || x.pending()
	default:
		x.Fair = x.Fair || !x.clockOn()
	}
}
