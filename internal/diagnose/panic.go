package diagnose

import (
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// panicked says who panicked, and what came of other goroutines before.
func (d *Describer) panicked() trace.Cause {
	f := d.x.Faults[0]
	d.out.Messages = []string{f.Text}
	c := trace.Cause{Kind: trace.CausePanicked, Tasks: []int{int(f.Task)}, Places: places(kernel.Learner(f.PCs)), Text: f.Text}
	for _, explains := range []func() (trace.Cause, bool){d.closed, d.countedDown, d.unordered, d.torn, d.parted, d.early} {
		if why, ok := explains(); ok {
			if c.Because = &why; why.Kind == trace.CauseClosed {
				why.Because = d.letIn(why)
			}
			return c
		}
	}
	if start := PlaceOf(-1, d.x.Tasks[f.Task].Where); d.isUnderTest(start) {
		c.Because = d.started(f.Task)
	}
	return c
}

// letIn says why the task that used a closed channel came to that, and did not see what
// the one that closed it had changed: a violation between these two.
func (d *Describer) letIn(closed trace.Cause) *trace.Cause {
	if c := d.closedEarly(closed.Steps[0]); c != nil {
		return c
	}
	for _, explains := range []func() (trace.Cause, bool){d.unordered, d.torn, d.parted} {
		if c, ok := explains(); ok && len(closed.Tasks) == 2 && slices.Contains(c.Tasks, closed.Tasks[0]) && slices.Contains(c.Tasks, closed.Tasks[1]) {
			return &c
		}
	}
	return d.stale(closed)
}

// closedEarly is that whoever closes in a row had waited before for a group that had no
// member yet.
func (d *Describer) closedEarly(end int) *trace.Cause {
	for wait, w := range slices.Backward(d.x.Rows[:end]) {
		if w.Task != d.x.Rows[end].Task || !isWait(w) {
			continue
		}
		for add := wait + 1; add < len(d.x.Rows); add++ {
			if r := d.x.Rows[add]; r.Task != w.Task && r.Object == w.Object && isAdd(r) {
				c := d.about(trace.CauseNoMember, wait, add)
				return &c
			}
		}
	}
	return nil
}

// stale is the last time that the task which used a closed channel looked at what the one
// that closed it changed after that, and before it closed it.
func (d *Describer) stale(closed trace.Cause) *trace.Cause {
	end, used := closed.Steps[0], closed.Steps[1]
	for look, r := range slices.Backward(d.x.Rows[:used]) {
		if r.Task != d.x.Rows[used].Task || !readsMemory(r) {
			continue
		}
		for write := look + 1; write < end; write++ {
			if w := d.x.Rows[write]; w.Task == d.x.Rows[end].Task && w.Task != r.Task && writesMemory(w) && same(w, r) {
				c := d.called(d.about(trace.CauseTooLate, look, write))
				return &c
			}
		}
	}
	return nil
}

// countedDown explains a counter below zero by who counted it down before.
func (d *Describer) countedDown() (trace.Cause, bool) {
	rows, task := d.checked(), d.x.Faults[0].Task
	finishes := func(r kernel.Row) bool { return r.Object != 0 && r.Kind.Op().Use().Finishes }
	if len(rows) == 0 || rows[len(rows)-1].Task != task || !finishes(rows[len(rows)-1]) {
		return trace.Cause{}, false
	}
	for i, r := range slices.Backward(rows[:len(rows)-1]) {
		if finishes(r) && r.Object == rows[len(rows)-1].Object {
			return d.called(d.about(trace.CauseCounted, i)), true
		}
	}
	return trace.Cause{}, false
}

// closed explains a panic at a channel by the goroutine that closed it before.
func (d *Describer) closed() (trace.Cause, bool) {
	rows, task := d.checked(), d.x.Faults[0].Task
	for last, r := range slices.Backward(rows) {
		if r.Task != task || r.Kind != kernel.KSend && r.Kind != kernel.KClose && r.Kind != kernel.KSelect {
			continue
		}
		used := objectsOf(d.x, last) // by any case of a select
		for i, other := range slices.Backward(rows) {
			if i != last && other.Kind == kernel.KClose && slices.Contains(used, other.Object) {
				return d.about(trace.CauseClosed, i, last), true
			}
		}
		break
	}
	return trace.Cause{}, false
}

// recoveries gives a step to each panic that the program recovered from.
func (d *Describer) recoveries() {
	for _, r := range d.x.Recoveries {
		d.addStep(r.After, trace.Step{
			Task: int(r.Task), Op: trace.OpPanic, Object: -1, Where: PlaceOf(-1, r.Where), Value: r.Text,
			Notes: []trace.Fact{{Kind: trace.FactRecovers}},
		})
	}
}

// thrown is the panic by which a goroutine left the function that had taken a lock.
func (d *Describer) thrown(h kernel.Hold) (kernel.Recovery, bool) {
	taken := slices.IndexFunc(d.x.Rows, func(r kernel.Row) bool {
		return r.Task == h.Task.ID && r.Object == h.Object && r.Where == h.Where
	})
	i := slices.IndexFunc(d.x.Recoveries, func(r kernel.Recovery) bool { return r.Task == h.Task.ID && r.After >= taken })
	if i < 0 {
		return kernel.Recovery{}, false
	}
	return d.x.Recoveries[i], true
}
