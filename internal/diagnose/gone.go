package diagnose

import (
	"cmp"
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// alone says of those who are left which of them is the one to look at: not one
// that only waits for others to end.
func (d *Describer) alone(kind trace.CauseKind) trace.Cause {
	l := slices.MinFunc(d.x.Left, func(a, b kernel.Stuck) int { return cmp.Compare(suspicion(a), suspicion(b)) })
	if c, ok := d.own(l); ok {
		return c
	}
	c := d.waiting(kind, l)
	if l.Spins {
		d.spins(&c, l.Task.ID)
		return c
	}
	if l.Waiting.For.Kind != trace.WaitSleep { // which nobody else could end
		d.gone(&c, l)
	}
	return c
}

// suspicion orders those who are left by how little it is their own fault: who
// waits for others to end has the least to do with it, and a worker that waits for
// more to do less than one that cannot go on with what it has. The test mostly
// waits for somebody who is the one to look at.
func suspicion(l kernel.Stuck) (order int) {
	switch kind := l.Waiting.For.Kind; {
	case l.Running:
		order = 8
	case joins(l):
		order = 6
	case kind == trace.WaitSelect:
		order = 4
	case kind == trace.WaitReceive:
		order = 2
	}
	if l.Task.ID == kernel.MainID {
		order++
	}
	return order
}

// joins reports whether l waits for others to come to their end.
func joins(l kernel.Stuck) bool {
	switch l.Waiting.For.Kind {
	case trace.WaitGroup, trace.WaitSubtest, trace.WaitParallels, trace.WaitParent:
		return true
	}
	return false
}

// gone adds to c, which says that l waits, the goroutine that could have let it go
// on and did something else: the last other one that used what l waits for, or else
// that changed what l had looked at; and where that has come to its end, if it has.
func (d *Describer) gone(c *trace.Cause, l kernel.Stuck) {
	i := d.lastOther(l)
	if i < 0 {
		i = d.lastChange(l)
	}
	if i < 0 {
		i = d.lastThere(l)
	}
	if i < 0 {
		c.Because = d.whyWaits(l, d.answeredTo, d.calledOff, d.tooLate, d.polledBefore, d.othersWait, d.saidInside, d.testWaits)
		return
	}
	r, op := d.x.Rows[i], d.x.Rows[i].Kind.Op()
	switch {
	case l.Waiting.For.Kind == trace.WaitSignal:
		if c.Because = d.lookedAt(l.Task.ID); c.Because != nil {
			c.Because.Because = d.otherLock(c.Because.Steps[0], i)
		}
	default:
		of := func(explains func(l kernel.Stuck, other int) (trace.Cause, bool)) func(kernel.Stuck) (trace.Cause, bool) {
			return func(l kernel.Stuck) (trace.Cause, bool) { return explains(l, i) }
		}
		c.Because = d.whyWaits(l, d.polledBefore, of(d.overlooked), of(d.toldBefore), of(d.heldUpAt), d.notTaken, of(d.leftBy), d.saidInside)
	}
	took := d.tookAt(i)
	if op.Use().Chooses && took.Case > 0 && took.Object != l.Waiting.Object {
		op = trace.OpTakeCase
		c.Cases = append(make([]int, len(c.Places)), took.Case)
	}
	c.Tasks, c.Ops = append(c.Tasks, int(r.Task)), append(c.Ops, op)
	d.place(c, r)
	c.Objects = append(c.Objects, d.objects.number(r.Object))
	if at := d.lastBefore(l); at >= 0 {
		c.Steps = append(c.Steps, at)
	}
	c.Steps = append(c.Steps, i)
	if t := d.x.Tasks[r.Task]; t.Done() && t.ID != kernel.MainID && t.Returned.Line > 0 {
		c.Places, c.Ops = append(c.Places, PlaceOf(-1, t.Returned)), append(c.Ops, trace.OpReturn)
		c.Steps = append(c.Steps, d.returned(t, false))
	}
}

// whyWaits is the first of what explains that l waits, if that is known.
func (d *Describer) whyWaits(l kernel.Stuck, all ...func(kernel.Stuck) (trace.Cause, bool)) *trace.Cause {
	for _, explains := range all {
		if c, ok := explains(l); ok {
			return &c
		}
	}
	return nil
}

// heldUp explains that l waits for a task: that one waits, too, for something else.
func (d *Describer) heldUp(l kernel.Stuck, task int32) (trace.Cause, bool) {
	h, left := leftOver(d.x, d.x.Tasks[task])
	if !left || h.Running || h.Waiting.For.Kind == "" || h.Task == l.Task || h.Waiting.Object == l.Waiting.Object && h.Waiting.Object != 0 {
		return trace.Cause{}, false
	}
	c := d.waiting(trace.CauseHeldUp, h)
	if at := d.lastBefore(h); at >= 0 && d.x.Rows[at].Where == h.Waiting.Where {
		c.Steps = []int{at}
	}
	return c, true
}

// heldUpAt is heldUp for the task of a row.
func (d *Describer) heldUpAt(l kernel.Stuck, row int) (trace.Cause, bool) {
	return d.heldUp(l, d.x.Rows[row].Task)
}

// testWaits explains that nobody wakes l by the test, which waits itself.
func (d *Describer) testWaits(l kernel.Stuck) (trace.Cause, bool) { return d.heldUp(l, kernel.MainID) }

// saidInside tells of one that waits in a test what it did last in the code under test.
func (d *Describer) saidInside(l kernel.Stuck) (trace.Cause, bool) {
	if !trace.IsTest(l.Waiting.Where.File) {
		return trace.Cause{}, false
	}
	c, tells := d.insideBefore(l.Task.ID, len(d.x.Rows))
	return c, tells > tellsNothing
}

// polledBefore explains that l waits by its last look, in a select with a default, at what
// another made ready only after that.
func (d *Describer) polledBefore(l kernel.Stuck) (trace.Cause, bool) {
	for i, r := range slices.Backward(d.x.Rows) {
		if r.Task == l.Task.ID && d.notReady(i) {
			return d.chosen(i), d.comesLate(i) >= 0
		}
	}
	return trace.Cause{}, false
}

// tookAt is which case the select in row i took, at once or when it went on.
func (d *Describer) tookAt(i int) kernel.Resumed {
	r := d.x.Rows[i]
	if r.Kind == kernel.KSelect && r.Case == 0 {
		for _, later := range d.x.Resumed {
			if later.Task == r.Task && later.After >= i {
				return later
			}
		}
	}
	return kernel.Resumed{Case: r.Case, Object: r.Object}
}

// answeredTo is the last call whose result told l what to do.
func (d *Describer) answeredTo(l kernel.Stuck) (trace.Cause, bool) {
	return d.answered(l.Task.ID, len(d.x.Rows))
}

// answered is the last call, before an event, whose result told the task what to do,
// such as a timer's Stop.
func (d *Describer) answered(task int32, before int) (trace.Cause, bool) {
	for i, r := range slices.Backward(d.x.Rows[:before]) {
		if r.Task != task {
			continue
		}
		for _, f := range r.Notes {
			if f.Kind == trace.FactGives {
				c := d.about(trace.CauseAnswered, i)
				c.Text = f.Text
				return c, true
			}
		}
	}
	return trace.Cause{}, false
}

// lastOther returns the last event in which another task used what l waits for,
// in any case of a select; -1 if there is none.
func (d *Describer) lastOther(l kernel.Stuck) int {
	if joins(l) {
		return -1
	}
	wanted := []trace.Object{l.Waiting.Object}
	if at := d.lastBefore(l); l.Waiting.Object == 0 && at >= 0 {
		wanted = objectsOf(d.x, at)
	}
	any := -1
	for i := range slices.Backward(d.x.Rows) {
		r := d.x.Rows[i]
		if r.Task == l.Task.ID || r.Task == kernel.ClockID || r.Where.Line == 0 {
			continue
		}
		used := []trace.Object{r.Object}
		if r.Kind == kernel.KSelect { // which could have taken any of its cases
			used = objectsOf(d.x, i)
		}
		if !slices.ContainsFunc(used, func(o trace.Object) bool { return o != 0 && slices.Contains(wanted, o) }) {
			continue
		}
		if any = max(any, i); helps(l.Waiting.For.Kind, r.Kind.Op()) {
			return i
		}
	}
	return any
}

// helps reports whether an operation is of those that end a wait: another goroutine that waits
// to send, or for a signal, could have helped nobody.
func helps(wait trace.WaitKind, op trace.Op) bool {
	switch wait {
	case trace.WaitSend:
		return op.Use().Takes
	case trace.WaitSignal:
		return op.Use().Signals
	}
	return true
}

// lastChange returns the last event in which another task changed a variable that l
// has used; -1 if there is none. Whoever waits for what it made itself was to be found
// by way of one.
func (d *Describer) lastChange(l kernel.Stuck) int {
	if joins(l) {
		return -1
	}
	var used []trace.Access
	for i, r := range d.x.Rows {
		if r.Task == l.Task.ID && r.Kind.Op().Use().Memory {
			used = append(used, d.x.Accesses(&d.x.Events[i])...)
		}
	}
	known := func(a trace.Access) bool {
		return slices.ContainsFunc(used, func(u trace.Access) bool { return u.Object == a.Object && u.Mask&a.Mask != 0 })
	}
	for i := range slices.Backward(d.x.Rows) {
		r := d.x.Rows[i]
		changes := r.Kind.Op().Use().Memory && r.Kind.Op().Use().Writes && (trace.IsTest(r.Where.File) == trace.IsTest(l.Waiting.Where.File))
		if r.Task != l.Task.ID && changes && r.Where.Line > 0 && slices.ContainsFunc(d.x.Accesses(&d.x.Events[i]), known) {
			return i
		}
	}
	return -1
}

// lastBefore returns the last event of l, or -1.
func (d *Describer) lastBefore(l kernel.Stuck) int {
	for i := range slices.Backward(d.x.Rows) {
		if d.x.Rows[i].Task == l.Task.ID {
			return i
		}
	}
	return -1
}

// objectsOf lists what event i used.
func objectsOf(x *kernel.Exec, i int) (all []trace.Object) {
	for _, a := range x.Accesses(&x.Events[i]) {
		all = append(all, a.Object)
	}
	return all
}
