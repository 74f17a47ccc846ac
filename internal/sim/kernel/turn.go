package kernel

// next decides who moves now; nil means that nobody can. Tasks that were just
// started or readied go first, up to their next operation: what they do until
// then nobody else can notice, and the choice needs to know what they want.
func (x *Exec) next() *Task {
	for {
		if n := len(x.fresh); n > 0 {
			t := x.fresh[n-1]
			x.fresh = x.fresh[:n-1]
			return t
		}
		if x.spent() {
			return nil
		}
		t := x.pick()
		if t == nil || t.ID != ClockID {
			return t
		}
		x.record(t)
		x.fire()
	}
}

// spent reports whether the execution has reached one of its limits. What is
// still busy long after the test has ended will be called a leak.
func (x *Exec) spent() bool {
	x.Cut = len(x.Events) >= x.limits.Steps
	if x.mainDone {
		x.tail++
	}
	return x.Cut || x.tail > x.limits.Tail
}

func (x *Exec) pick() *Task {
	x.enabled = x.enabled[:0]
	clock := x.Tasks[ClockID]
	clock.state = parked
	if x.clockOn() {
		x.announceFire(clock)
	}
	for _, t := range x.Tasks {
		if t != nil && t.canMove() {
			x.enabled = append(x.enabled, t)
		}
	}
	switch {
	case len(x.enabled) > 0:
		x.Fair = x.Fair || x.pending() && !x.clockOn()
	case x.pending():
		x.announceLate(clock)
		x.enabled = append(x.enabled, clock)
	default:
		return nil
	}
	t := x.strategy.Pick(x, x.enabled)
	x.Pruned = t == nil
	return t
}
