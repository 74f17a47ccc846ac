package diagnose

import (
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

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
	if again := d.round(i); again != nil && again.Count > 2 && !d.byChance(i) {
		last := &c
		for last.Because != nil {
			last = last.Because
		}
		last.Because = again
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

// isChoice reports whether row i is a select that had several cases ready, or none
// where it could do without, or something that is left to chance. A case with a nil
// channel is never ready: a select that has no other had no choice.
func (d *Describer) isChoice(i int) bool {
	return d.byChance(i) || slices.ContainsFunc(d.x.Rows[i].Notes, func(f trace.Fact) bool {
		return f.Kind == trace.FactChosen || f.Kind == trace.FactNotReady && len(objectsOf(d.x, i)) > 0
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
			d.otherCases(&c, i)
		}
	}
	if late := d.comesLate(i); c.Kind == trace.CauseNotReady && late >= 0 {
		c = d.about(trace.CauseNotReady, i, late)
	}
	if c.Kind == trace.CauseNotReady {
		c.Cases = append(make([]int, len(c.Places)), trace.Default)
		c.Places, c.Steps = append(c.Places, PlaceOf(r.Site, r.Where)), append(c.Steps, i)
	}
	return c
}

// otherCases adds to c, of row i, the cases of the select that were ready and not taken.
func (d *Describer) otherCases(c *trace.Cause, i int) {
	r := d.x.Rows[i]
	for n := range 64 {
		if open := d.x.Events[i].Options; open&(1<<n) == 0 || n+1 == r.Case {
			continue
		}
		c.Cases = append(c.Cases, make([]int, len(c.Places)-len(c.Cases))...)
		c.Cases = append(c.Cases, n+1)
		c.Places, c.Steps = append(c.Places, PlaceOf(r.Site, r.Where)), append(c.Steps, i)
		c.Ops, c.Objects = append(c.Ops, r.Kind.Op()), append(c.Objects, -1)
	}
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
