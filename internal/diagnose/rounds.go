package diagnose

import (
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// livelock says of goroutines that make no progress what they do instead.
func (d *Describer) livelock() trace.Cause {
	if d.cycle == 0 {
		spins := slices.DeleteFunc(slices.Clone(d.x.Left), func(l kernel.Stuck) bool { return !l.Spins })
		if len(spins) == 0 {
			return trace.Cause{Kind: trace.CauseLoop}
		}
		l := spins[0]
		if i := slices.IndexFunc(spins, func(l kernel.Stuck) bool { return d.isUnderTest(PlaceOf(-1, l.Waiting.Where)) }); i >= 0 {
			l = spins[i] // a test waits for what its goroutines do not bring about
		}
		c := d.waiting(trace.CauseLoop, l)
		d.spins(&c, l.Task.ID)
		return c
	}
	c := d.rounds(trace.CauseRounds)
	c.Because = d.pauses()
	return c
}

// pauses says where the tasks wait for time to pass, on their way round; nil if nobody does.
func (d *Describer) pauses() *trace.Cause {
	c := trace.Cause{Kind: trace.CausePauses}
	for _, r := range d.x.Rows[max(0, len(d.x.Rows)-d.cycle):] {
		where, from := PlaceOf(-1, r.Where), PlaceOf(-1, r.From)
		known := false
		for i, at := range c.Places {
			known = known || at == where && c.From[i] == from
		}
		if r.Kind.Op().Use().Sleeps && where.Line > 0 && !known {
			c.Places, c.From = append(c.Places, where), append(c.From, from)
		}
	}
	if len(c.Places) == 0 {
		return nil
	}
	return &c
}

// spins adds to c, of a task that waits for a change of what its loop reads, the
// last that it read.
func (d *Describer) spins(c *trace.Cause, task int32) {
	for i, r := range slices.Backward(d.x.Rows) {
		if r.Task == task && (reads(r) || notGot(r)) {
			c.Places, c.Ops, c.Objects = []trace.Place{PlaceOf(r.Site, r.Where)}, []trace.Op{r.Kind.Op()}, []int{d.objects.number(r.Object)}
			c.Steps = []int{i}
			return
		}
	}
}

// rounds says who takes part in the cycle.
func (d *Describer) rounds(kind trace.CauseKind) trace.Cause {
	c := trace.Cause{Kind: kind, Count: d.cycle}
	moves, _ := cycleTasks(d.x, d.cycle)
	for _, t := range d.x.Tasks {
		if t != nil && moves[t.ID] && t.ID != kernel.ClockID {
			r, at := d.looksAt(t.ID)
			c.Tasks = append(c.Tasks, int(t.ID))
			d.place(&c, r)
			if at >= 0 {
				c.Steps = append(c.Steps, at)
			}
			c.Objects, c.Ops = append(c.Objects, d.objects.number(r.Object)), append(c.Ops, r.Kind.Op())
		}
	}
	return c
}

// looksAt is the step of a task by which it learns that it is to go round again:
// the last in which it reads something, or finds it taken; else its last one.
func (d *Describer) looksAt(task int32) (latest kernel.Row, at int) {
	latest.Site, at = -1, -1
	for i, r := range slices.Backward(d.x.Rows) {
		switch {
		case r.Task != task || r.Where.Line == 0:
		case readsMemory(r) || r.Kind == kernel.KTryLock || r.Kind == kernel.KTryRLock || d.notReady(i):
			return r, i
		case latest.Where.Line == 0:
			latest, at = r, i
		}
		if i <= len(d.x.Rows)-d.cycle {
			break
		}
	}
	return latest, at
}

// notReady reports whether row i is a select that found none of its cases ready.
func (d *Describer) notReady(i int) bool {
	return slices.ContainsFunc(d.x.Rows[i].Notes, func(f trace.Fact) bool { return f.Kind == trace.FactNotReady })
}

// busy says who goes on for ever although the test is over.
func (d *Describer) busy() trace.Cause {
	moves, _ := cycleTasks(d.x, d.cycle)
	if moves[kernel.ClockID] {
		return d.rounds(trace.CauseTicks)
	}
	return d.rounds(trace.CauseBusy)
}

// starvation says who never gets a turn, and who goes on for ever.
func (d *Describer) starvation() trace.Cause {
	moves, works := cycleTasks(d.x, d.cycle)
	var hungry trace.Cause
	var others []int
	for _, l := range d.x.Left {
		switch {
		case isHungry(l, moves, works):
			hungry = d.waiting(trace.CauseStarved, l)
			hungry.Because = d.lookedAt(l.Task.ID)
		case works[l.Task.ID]:
			others = append(others, int(l.Task.ID))
		}
	}
	hungry.Kind, hungry.Count = trace.CauseStarved, d.cycle
	hungry.Tasks = append(hungry.Tasks, others...)
	return hungry
}
