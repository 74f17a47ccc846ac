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
	for _, explains := range []func() (trace.Cause, bool){
		d.gaveUp, d.decided, d.torn, d.parted, d.earlyInRace, d.unordered, d.chose, d.overwritten, d.lastRead, d.received, d.fired, d.resumedWith, d.unlocked,
	} {
		if c, ok := explains(); ok {
			return c
		}
	}
	return trace.Cause{Kind: trace.CauseCheck, Tasks: []int{int(check.Task)}, Places: places(kernel.Learner(check.PCs))}
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

// decided explains a check by the choice of a select, if that is the last thing
// that the schedule had to decide.
func (d *Describer) decided() (trace.Cause, bool) {
	needed, err := trace.ParseSchedule(d.out.Replay)
	if last := len(needed) - 1; err == nil && last >= 0 && last < len(d.checked()) && d.isChoice(last) {
		if c, ok := d.unordered(); ok && d.byChance(last) { // that can come out otherwise, which must do no harm
			return c, true
		}
		return d.decision(last), true
	}
	return trace.Cause{}, false
}

// decision is chosen with what came of it: what the goroutine that chose did then to
// what the check looks at.
func (d *Describer) decision(i int) trace.Cause {
	c := d.chosen(i)
	for _, explains := range []func() (trace.Cause, bool){d.received, d.lastRead} {
		why, ok := explains()
		if ok && d.follows(c.Kind, i, why) {
			c.Because = &why
			break
		}
	}
	return c
}

// chose explains it by the last such choice.
func (d *Describer) chose() (trace.Cause, bool) {
	for i := range slices.Backward(d.checked()) {
		if d.isChoice(i) {
			return d.decision(i), true
		}
	}
	return trace.Cause{}, false
}

// resumedWith explains it by the last select that waited and that another goroutine
// or a timer completed.
func (d *Describer) resumedWith() (trace.Cause, bool) {
	for n, r := range slices.Backward(d.x.Resumed) {
		if r.After > d.x.Faults[0].Event {
			continue
		}
		by := d.x.Rows[r.After]
		c := trace.Cause{Kind: trace.CauseResumed, Tasks: []int{int(r.Task), int(by.Task)}, Steps: []int{-1 - n, r.After},
			Objects: []int{d.objects.number(r.Object), d.objects.number(by.Object)}, Ops: []trace.Op{trace.OpTakeCase, by.Kind.Op()}}
		c.Places = []trace.Place{d.lastSelect(r), PlaceOf(by.Site, by.Where)}
		return c, true
	}
	return trace.Cause{}, false
}

// unlocked explains it by the last lock that the goroutine tried to take in vain.
func (d *Describer) unlocked() (trace.Cause, bool) {
	checker := d.x.Faults[0].Task
	for i, r := range slices.Backward(d.checked()) {
		if r.Task == checker && (r.Kind == kernel.KTryLock || r.Kind == kernel.KTryRLock) && r.Value == "false" {
			return d.about(trace.CauseNotGot, i), true
		}
	}
	return trace.Cause{}, false
}

// isChoice reports whether row i is a select that had several cases ready, or none
// where it could do without, or something that is left to chance.
func (d *Describer) isChoice(i int) bool {
	return d.byChance(i) || slices.ContainsFunc(d.x.Rows[i].Notes, func(f trace.Fact) bool {
		return f.Kind == trace.FactChosen || f.Kind == trace.FactNotReady
	})
}

// byChance reports whether event i had several results, other than a select and
// the clock.
func (d *Describer) byChance(i int) bool {
	e := d.x.Events[i]
	if d.out.Fault == trace.NotLinear && e.Task == kernel.MainID { // which scenario it is to be
		return false
	}
	return e.Kind == kernel.KChoice || e.Options != 0 && e.Kind != kernel.KSelect && e.Task != kernel.ClockID
}

func (d *Describer) chosen(i int) trace.Cause {
	r := d.x.Rows[i]
	if d.byChance(i) {
		c := d.about(trace.CauseChance, i)
		c.Text = r.Value
		return c
	}
	c := d.about(trace.CauseNotReady, i)
	for _, f := range r.Notes {
		if f.Kind == trace.FactChosen {
			c.Kind, c.Count = trace.CauseChosen, f.N
		}
	}
	if late := d.comesLate(i); c.Kind == trace.CauseNotReady && late >= 0 {
		c = d.about(trace.CauseNotReady, i, late)
	}
	return c
}

// comesLate is the first step in which another goroutine makes a case of select i
// ready, after it has found none; or -1.
func (d *Describer) comesLate(i int) int {
	cases := objectsOf(d.x, i)
	for k := i + 1; k < len(d.x.Rows); k++ {
		switch r := d.x.Rows[k]; r.Kind {
		case kernel.KSend, kernel.KRecv, kernel.KClose, kernel.KSelect:
			if r.Task != d.x.Rows[i].Task && slices.Contains(cases, r.Object) {
				return k
			}
		}
	}
	return -1
}

// follows reports whether why, that a check looks at what another goroutine did, came
// of row i: by chance it looks there, or whose select it was did that.
func (d *Describer) follows(kind trace.CauseKind, i int, why trace.Cause) bool {
	switch kind {
	case trace.CauseChance:
		return why.Steps[0] > i
	case trace.CauseChosen:
		return why.Steps[1] > i && d.x.Rows[why.Steps[1]].Task == d.x.Rows[i].Task
	}
	return false
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
	latest := map[trace.Object]int{} // the write that nobody has read so far
	for i, r := range d.checked() {
		switch first, unread := latest[r.Object]; {
		case readsMemory(r):
			delete(latest, r.Object)
		case !writesMemory(r) || r.Task == checker:
		case unread && d.x.Rows[first].Task != r.Task:
			cause, found = d.about(trace.CauseOverwritten, i, first), true
			latest[r.Object] = i
		default:
			latest[r.Object] = i
		}
	}
	return cause, found
}

// lastRead explains a check at least by what was read for it: the last variable
// that the goroutine read before, and the goroutine that wrote it.
func (d *Describer) lastRead() (trace.Cause, bool) {
	rows, checker := d.checked(), d.x.Faults[0].Task
	for i, look := range slices.Backward(rows) {
		if look.Task != checker || !reads(look) {
			continue
		}
		for k, r := range slices.Backward(rows[:i]) {
			if r.Object == look.Object && writes(r) && r.Task != checker {
				return d.called(d.about(trace.CauseRead, i, k)), true
			}
		}
	}
	return trace.Cause{}, false
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
				return d.about(trace.CauseReceived, i, k), true
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
