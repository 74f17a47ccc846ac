package diagnose

import (
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// cause says how the execution came to its fault.
func (d *Describer) cause() trace.Cause {
	switch d.out.Fault {
	case trace.Panic:
		return d.panicked()
	case trace.Assertion:
		return d.assertion()
	case trace.NotLinear:
		c := d.assertion()
		d.calls(&c)
		return c
	case trace.DataRace:
		return d.raced
	case trace.LockKept:
		return d.kept(d.x.Locks[0])
	case trace.Deadlock:
		return d.deadlock()
	case trace.Leak:
		return d.leak()
	case trace.Livelock:
		return d.livelock()
	case trace.Starvation:
		return d.starvation()
	}
	return trace.Cause{}
}

// LockKept tells of a lock that is held when all of x has ended.
func LockKept(x *kernel.Exec) trace.Remark {
	var f trace.Failure
	d := New(x, &f, Objects{})
	return trace.Remark{Cause: d.kept(x.Locks[0]), Tasks: f.Tasks}
}

// TimeOut tells of the leak at the end of x, which takes a time-out that does not wait for those
// who are late.
func TimeOut(x *kernel.Exec, late []trace.Late) trace.Remark {
	f := trace.Failure{Fault: trace.Leak}
	New(x, &f, Objects{}).Explain(0)
	return trace.Remark{Cause: f.Cause, Tasks: f.Tasks, Late: late}
}

// Spins tells of the cycle with which x ends and which goes on until a timer fires.
func Spins(x *kernel.Exec, cycle int) trace.Remark {
	var f trace.Failure
	d := New(x, &f, Objects{})
	d.cycle = cycle
	return trace.Remark{Cause: d.rounds(trace.CauseSpins), Tasks: f.Tasks}
}

// Long tells what x, which was cut short, does most of the time; nil if that has no place.
func Long(x *kernel.Exec) *trace.Remark {
	var f trace.Failure
	d := New(x, &f, Objects{})
	type doing struct {
		task  int32
		where kernel.Pos
	}
	times, most := map[doing]int{}, -1
	for i, r := range x.Rows {
		at := doing{r.Task, r.Where}
		if r.Where.Line == 0 || r.Task == kernel.ClockID {
			continue
		}
		if times[at]++; most < 0 || times[at] > times[doing{x.Rows[most].Task, x.Rows[most].Where}] {
			most = i
		}
	}
	if most < 0 {
		return nil
	}
	c := d.called(d.about(trace.CauseLong, most))
	c.Steps = nil // no reader sees these
	return &trace.Remark{Cause: c, Tasks: f.Tasks}
}

// GoesOn tells who makes the last step of x, which was cut short long after the test was over,
// and where it has rested last, maybe before that; nil if that has no place.
func GoesOn(x *kernel.Exec) *trace.Remark {
	var f trace.Failure
	d := New(x, &f, Objects{})
	at := -1
	for i, r := range slices.Backward(x.Rows) {
		if at < 0 && i <= x.Ended {
			return nil
		}
		if r.Where.Line == 0 || r.Task == kernel.ClockID || at >= 0 && r.Task != x.Rows[at].Task {
			continue
		}
		if rests := r.Kind == kernel.KRecv || r.Kind == kernel.KSelect || r.Kind == kernel.KArm; rests || at < 0 {
			if at = i; rests {
				break
			}
		}
	}
	if at < 0 {
		return nil
	}
	c := d.about(trace.CauseGoesOn, at)
	c.Steps = nil // no reader sees these
	return &trace.Remark{Cause: c, Tasks: f.Tasks}
}

// kept tells of a lock whose holder has ended.
func (d *Describer) kept(h kernel.Hold) trace.Cause {
	c := trace.Cause{
		Kind: trace.CauseKept, Tasks: []int{int(h.Task.ID)}, Objects: []int{d.objects.number(h.Object)},
		Places: []trace.Place{PlaceOf(-1, h.Where), PlaceOf(-1, h.Task.Returned)}, Ops: []trace.Op{d.howTaken(h), trace.OpReturn},
	}
	if p, ok := d.thrown(h); ok {
		c.Places[1], c.Ops[1], c.Text = PlaceOf(-1, p.Where), trace.OpPanic, p.Text
	}
	return c
}

// howTaken is the operation by which a lock was taken.
func (d *Describer) howTaken(h kernel.Hold) trace.Op {
	for _, r := range slices.Backward(d.x.Rows) {
		if r.Task == h.Task.ID && r.Object == h.Object && r.Where == h.Where {
			return r.Kind.Op()
		}
	}
	return trace.OpLock
}

// abandoned finds a lock that is waited for and whose holder has ended.
func (d *Describer) abandoned() (trace.Cause, bool) {
	for _, l := range d.x.Left {
		if l.Holder == nil || !l.Holder.Done() {
			continue
		}
		d.returned(l.Holder, false)
		c := d.kept(kernel.Hold{Object: l.Waiting.Object, Task: l.Holder, Where: l.Taken})
		c.Tasks = append([]int{int(l.Task.ID)}, c.Tasks...)
		c.Places, c.Ops = append(c.Places, PlaceOf(l.Site, l.Waiting.Where)), append(c.Ops, l.Kind.Op())
		return c, true
	}
	return trace.Cause{}, false
}

// returned gives the end of a task a step of its own, perhaps the fatal one.
func (d *Describer) returned(t *kernel.Task, fatal bool) int {
	note := []trace.Fact{{Kind: trace.FactReturns}}
	if slices.ContainsFunc(d.x.Locks, func(h kernel.Hold) bool { return h.Task == t }) {
		note = append(note, trace.Fact{Kind: trace.FactKeeps})
	}
	return d.addStep(int(t.EndedAfter), trace.Step{
		Task: int(t.ID), Op: trace.OpReturn, Object: -1, Notes: note, Where: PlaceOf(-1, t.Returned), Fatal: fatal,
	})
}

// deadlock names the circle of those who wait for each other, if there is one.
func (d *Describer) deadlock() trace.Cause {
	if c, ok := d.abandoned(); ok {
		return c
	}
	for _, l := range d.x.Left {
		circle := d.circle(l)
		switch len(circle) {
		case 0:
			continue
		case 1:
			c := d.waiting(trace.CauseOwnLock, l)
			d.taken(&c, l)
			return c
		case 2:
			if r, ok := leftOver(d.x, l.Holder); ok && d.behind(r) {
				l = r
			}
			if d.behind(l) {
				c := d.waiting(trace.CauseBehind, l)
				c.Tasks = append(c.Tasks, int(l.Holder.ID))
				if i := d.guard(kernel.RaceSide{Task: l.Task.ID, Event: int32(len(d.x.Rows))}); i >= 0 {
					d.place(&c, d.x.Rows[i])
				}
				return c
			}
		}
		c := trace.Cause{Kind: trace.CauseCircle}
		for _, s := range circle {
			d.add(&c, s)
		}
		for _, s := range circle {
			c.Places = append(c.Places, PlaceOf(-1, s.Taken))
		}
		return c
	}
	if c, ok := d.chain(); ok {
		return c
	}
	return d.alone(trace.CauseAlone)
}

// waiting is a cause that speaks of somebody who waits.
func (d *Describer) waiting(kind trace.CauseKind, l kernel.Stuck) trace.Cause {
	wait := l.Waiting.For
	c := trace.Cause{Kind: kind, Wait: &wait}
	d.add(&c, l)
	return c
}

// add has c speak of one more that waits.
func (d *Describer) add(c *trace.Cause, l kernel.Stuck) {
	c.Tasks, c.Ops = append(c.Tasks, int(l.Task.ID)), append(c.Ops, l.Kind.Op())
	c.Places, c.From = append(c.Places, PlaceOf(l.Site, l.Waiting.Where)), append(c.From, PlaceOf(-1, l.Waiting.From))
	c.Objects = append(c.Objects, d.objects.number(l.Waiting.Object))
}

// place adds to c where row r is, and where that was called.
func (d *Describer) place(c *trace.Cause, r kernel.Row) {
	c.Places, c.From = append(c.Places, PlaceOf(r.Site, r.Where)), append(c.From, PlaceOf(-1, r.From))
}

// taken adds to c where the holder of what l waits for took it.
func (d *Describer) taken(c *trace.Cause, l kernel.Stuck) {
	for _, r := range slices.Backward(d.x.Rows) {
		if r.Task == l.Holder.ID && r.Object == l.Waiting.Object && r.Where == l.Taken {
			d.place(c, kernel.Row{Site: -1, Where: r.Where, From: r.From})
			return
		}
	}
	c.Places = append(c.Places, PlaceOf(-1, l.Taken))
}

// behind reports whether the one for whom l waits has not got the lock either,
// but has only asked for it first: a reader waits behind a writer who waits for
// other readers of the same mutex.
func (d *Describer) behind(l kernel.Stuck) bool {
	h, ok := leftOver(d.x, l.Holder)
	return ok && l.Kind == kernel.KRLock && h.Kind == kernel.KLock && h.Waiting.Object == l.Waiting.Object
}

// chain says of a goroutine that waits for a lock why its holder does not go on.
func (d *Describer) chain() (trace.Cause, bool) {
	for _, l := range d.x.Left {
		if l.Holder == nil {
			continue
		}
		if h, ok := leftOver(d.x, l.Holder); ok && h.Holder == nil && h.Waiting.For.Kind != "" {
			c, wait := d.waiting(trace.CauseChain, l), h.Waiting.For
			c.Wait = &wait
			d.add(&c, h)
			return c, true
		}
	}
	return trace.Cause{}, false
}

// circle returns those who wait for each other, beginning with l.
func (d *Describer) circle(l kernel.Stuck) (all []kernel.Stuck) {
	if !inCircle(d.x, l) {
		return nil
	}
	for at := l; !slices.ContainsFunc(all, func(s kernel.Stuck) bool { return s.Task == at.Task }); {
		all = append(all, at)
		at, _ = leftOver(d.x, at.Holder)
	}
	return all
}

func (d *Describer) leak() trace.Cause {
	if d.cycle > 0 {
		return d.busy()
	}
	if c, ok := d.abandoned(); ok {
		return c
	}
	c := d.alone(trace.CauseLeft)
	c.Subtest = d.subtest(d.x.Tasks[c.Tasks[0]])
	return c
}

// subtest names the subtest that started t, by way of others perhaps; "" if the
// test itself did.
func (d *Describer) subtest(t *kernel.Task) string {
	ran := map[int32]string{}
	for _, r := range d.x.Rows {
		for _, f := range r.Notes {
			if f.Kind == trace.FactTestEnds && r.Task != kernel.MainID {
				ran[r.Task] = f.Text
			}
		}
	}
	for ; t != nil; t = t.Parent {
		if name := ran[t.ID]; name != "" {
			return name
		}
	}
	return ""
}

// places are those that are known.
func places(all ...kernel.Pos) (known []trace.Place) {
	for _, at := range all {
		if at.Line > 0 {
			known = append(known, PlaceOf(-1, at))
		}
	}
	return known
}
