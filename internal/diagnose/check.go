package diagnose

import (
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// assertion explains a check that fails by what was wrong before it, if it can:
// by the first of these that there is.
func (d *Describer) assertion() trace.Cause {
	var check kernel.Fault
	for _, f := range slices.Backward(d.x.Faults) {
		if f.Kind == trace.Assertion {
			d.out.Messages = append([]string{f.Text}, d.out.Messages...)
			check = f
		}
	}
	if check.Alone {
		return d.endsAlone(check, d.explained())
	}
	if c := d.explained(); c.Kind != "" {
		return c
	}
	return d.traced(trace.Cause{Kind: trace.CauseCheck, Tasks: []int{int(check.Task)}, Places: places(kernel.Learner(check.PCs))})
}

// explained is what was wrong before a check, if that is known.
func (d *Describer) explained() trace.Cause {
	for _, explains := range []func() (trace.Cause, bool){
		d.gaveUp, d.decided, d.torn, d.parted, d.earlyInRace, d.unordered, d.chose, d.overwritten, d.replaced, d.lookedBefore, d.foundAgain, d.lastRead, d.received, d.fired, d.met, d.resumedWith, d.unlocked,
	} {
		if c, ok := explains(); ok {
			return d.traced(c)
		}
	}
	return trace.Cause{}
}

// endsAlone adds to c, if there is one, that a check ends another goroutine than the
// test's, which goes on, or waits for it.
func (d *Describer) endsAlone(check kernel.Fault, c trace.Cause) trace.Cause {
	why := trace.Cause{Kind: trace.CauseEndsAlone, Tasks: []int{int(check.Task)}, Places: places(kernel.Learner(check.PCs))}
	for _, l := range d.x.Left {
		if l.Running || l.Waiting.For.Kind == "" {
			continue
		}
		why.Ops = make([]trace.Op, len(why.Places)) // nothing is named there
		why.Objects = append(why.Objects, -1)
		wait := l.Waiting.For
		why.Wait = &wait
		d.add(&why, l)
		why.From = nil
		break
	}
	if c.Kind == "" {
		return why
	}
	last := &c
	for last.Because != nil {
		last = last.Because
	}
	last.Because = &why
	return c
}

// gaveUp explains a check that a goroutine fails because it has waited long enough,
// by those for whom it waited: they will wait for ever.
func (d *Describer) gaveUp() (trace.Cause, bool) {
	stuck := func(l kernel.Stuck) bool { return !l.Running && !joins(l) && l.Task.ID != d.x.Faults[0].Task }
	if !slices.ContainsFunc(d.x.Left, stuck) || !d.timedOut() {
		return trace.Cause{}, false
	}
	return d.deadlock(), true
}

// lookedBefore explains a check that a goroutine fails because it has waited long enough
// by what it had written for others to find: one looked there last before that.
func (d *Describer) lookedBefore() (trace.Cause, bool) {
	if !d.timedOut() {
		return trace.Cause{}, false
	}
	checker := d.x.Faults[0].Task
	for write, r := range slices.Backward(d.checked()) {
		if r.Task != checker || !writesMemory(r) {
			continue
		}
		for look, other := range slices.Backward(d.checked()) {
			if other.Task != checker && readsMemory(other) && same(other, r) {
				if look < write {
					return d.called(d.about(trace.CauseTooLate, look, write)), true
				}
				break
			}
		}
	}
	return trace.Cause{}, false
}

// timedOut reports whether time was what the goroutine that checks last waited for.
func (d *Describer) timedOut() bool {
	checker := d.x.Faults[0].Task
	for _, r := range slices.Backward(d.checked()) {
		if r.Task != checker {
			return r.Kind == kernel.KFire
		}
	}
	return false
}

// checked returns the rows up to the check.
func (d *Describer) checked() []kernel.Row {
	return d.x.Rows[:min(d.x.Faults[0].Event+1, len(d.x.Rows))]
}

// unlocked explains it by the last lock that the goroutine tried to take in vain.
func (d *Describer) unlocked() (trace.Cause, bool) {
	checker := d.x.Faults[0].Task
	for i, r := range slices.Backward(d.checked()) {
		if r.Task == checker && notGot(r) {
			return d.about(trace.CauseNotGot, i), true
		}
	}
	return trace.Cause{}, false
}

// notGot reports whether a row is a try to take a lock, in vain.
func notGot(r kernel.Row) bool {
	return (r.Kind == kernel.KTryLock || r.Kind == kernel.KTryRLock) && r.Value == "false"
}

// unordered explains a check by a data race before it.
func (d *Describer) unordered() (trace.Cause, bool) {
	r := d.x.Race
	if r == nil || int(r.Second.Event) >= len(d.checked()) {
		return trace.Cause{}, false
	}
	c := trace.Cause{Kind: trace.CauseRace}
	for _, one := range []kernel.RaceSide{r.First, r.Second} {
		about, at, object := side(d.x, one), int(one.Event), -1
		if one.Quiet() { // no event, so it gets a step of its own
			at = d.addStep(at, trace.Step{Task: int(one.Task), Op: about.Op, Object: -1, Where: about.Where})
		} else {
			object = d.objects.number(d.x.Rows[at].Object)
		}
		c.Tasks, c.Places = append(c.Tasks, int(one.Task)), append(c.Places, about.Where)
		c.Ops, c.Objects = append(c.Ops, told(about)), append(c.Objects, object)
		c.Steps = append(c.Steps, at)
	}
	d.guards(&c, r.First, r.Second)
	return c, true
}

// overwritten explains a check by a variable that one goroutine wrote and another
// wrote again before anything was read of it, so that the first value is lost.
func (d *Describer) overwritten() (cause trace.Cause, found bool) {
	checker := d.x.Faults[0].Task
	var unread []int // writes
	for i, r := range d.checked() {
		if !readsMemory(r) && (!writesMemory(r) || r.Task == checker) {
			continue
		}
		for _, first := range unread {
			if other := d.x.Rows[first]; same(other, r) && other.Task != r.Task && !readsMemory(r) {
				cause, found = d.about(trace.CauseOverwritten, i, first), true
			}
		}
		unread = slices.DeleteFunc(unread, func(first int) bool { return same(d.x.Rows[first], r) })
		if !readsMemory(r) {
			unread = append(unread, i)
		}
	}
	return cause, found
}

// lastRead explains a check at least by what was read for it: the last variable
// that the goroutine read before, and the goroutine that wrote it. If a test reads
// several, it is the one whose writer came to know the most in the code under test.
func (d *Describer) lastRead() (trace.Cause, bool) {
	rows, checker := d.checked(), d.x.Faults[0].Task
	read, write, most := -1, -1, -1
	for i, look := range slices.Backward(rows) {
		if look.Task != checker {
			continue
		}
		if read >= 0 && !(readsMemory(look) && trace.IsTest(look.Where.File)) {
			break
		}
		if k := d.writer(i); k >= 0 {
			_, tells := d.insideBefore(rows[k].Task, k)
			if read < 0 || tells > most {
				read, write, most = i, k, tells
			}
			if !trace.IsTest(look.Where.File) {
				break
			}
		}
	}
	if read < 0 {
		return trace.Cause{}, false
	}
	return d.called(d.about(trace.CauseRead, read, write)), true
}

// writer is the last row before row i in which another task wrote what i reads, or -1.
func (d *Describer) writer(i int) int {
	look := d.x.Rows[i]
	for k, r := range slices.Backward(d.x.Rows[:i]) {
		if reads(look) && same(r, look) && writes(r) && r.Task != look.Task {
			return k
		}
	}
	return -1
}

// received explains a check by the last value that the goroutine took from a
// channel, and the goroutine that sent it.
func (d *Describer) received() (trace.Cause, bool) {
	rows, checker := d.checked(), d.x.Faults[0].Task
	for i, look := range slices.Backward(rows) {
		if look.Task != checker || !look.Kind.Op().Use().Takes {
			continue
		}
		for k, r := range slices.Backward(rows) {
			if r.Kind.Op().Use().Gives && r.Object == look.Object && r.Task != checker {
				c := d.about(trace.CauseReceived, i, k)
				c.Because = d.begun(k)
				return c, true
			}
		}
	}
	return trace.Cause{}, false
}

// fired explains a check by a timer that fired before it: the one that was started
// last before that.
func (d *Describer) fired() (trace.Cause, bool) {
	rows := d.checked()
	for i := range slices.Backward(rows) {
		if rows[i].Kind != kernel.KFire {
			continue
		}
		for k, r := range slices.Backward(rows[:i]) {
			if r.Kind == kernel.KArm && r.Where.Line > 0 {
				c := d.about(trace.CauseFired, k)
				d.overtaken(&c)
				return c, true
			}
		}
	}
	return trace.Cause{}, false
}

// overtaken adds to c where the goroutine that checks could have gone on before the
// timer fired.
func (d *Describer) overtaken(c *trace.Cause) {
	for _, o := range slices.Backward(d.x.Overtaken) {
		if o.Task == d.x.Faults[0].Task {
			c.Tasks, c.Places = append(c.Tasks, int(o.Task)), append(c.Places, PlaceOf(o.Site, o.Where))
			return
		}
	}
}
