package diagnose

import (
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// What the goroutine did that could have let another one go on, and did not.

// otherLock tells of the locks that the tasks of two rows hold there, a look and the signal
// that comes too late for it, if these do not keep the signal from coming in between.
func (d *Describer) otherLock(look, signal int) *trace.Cause {
	held := []int{d.heldAt(look), d.heldAt(signal)}
	if slices.Min(held) >= 0 && d.x.Rows[held[0]].Object == d.x.Rows[held[1]].Object {
		return nil
	}
	return d.locks([]int{int(d.x.Rows[look].Task), int(d.x.Rows[signal].Task)}, held)
}

// overlooked explains that l waits by what the task of a row looked at for the last time
// before l changed it, to say that it would wait.
func (d *Describer) overlooked(l kernel.Stuck, row int) (trace.Cause, bool) {
	for look, r := range slices.Backward(d.x.Rows) {
		if r.Task != d.x.Rows[row].Task || !readsMemory(r) || slices.ContainsFunc(d.x.Rows[look+1:], func(later kernel.Row) bool {
			return later.Task == r.Task && readsMemory(later) && same(later, r)
		}) {
			continue
		}
		for write := look + 1; write < len(d.x.Rows); write++ {
			if w := d.x.Rows[write]; w.Task == l.Task.ID && writesMemory(w) && same(w, r) {
				return d.called(d.about(trace.CauseTooLate, look, write)), true
			}
		}
	}
	return trace.Cause{}, false
}

// toldBefore explains that nobody tells l of what was changed in a row by its having been
// told before that: whoever changed it sent, closed or signalled something first, and nothing
// after it.
func (d *Describer) toldBefore(_ kernel.Stuck, row int) (trace.Cause, bool) {
	if !writesMemory(d.x.Rows[row]) {
		return trace.Cause{}, false
	}
	for i, r := range slices.Backward(d.x.Rows) {
		if use := r.Kind.Op().Use(); r.Task == d.x.Rows[row].Task && (use.Gives || use.Signals) {
			return d.called(d.about(trace.CauseLed, i)), i < row && trace.IsTest(r.Where.File) == trace.IsTest(d.x.Rows[row].Where.File)
		}
	}
	return trace.Cause{}, false
}

// notTaken explains it by a lock that somebody tried to take in vain, and gave up.
func (d *Describer) notTaken(kernel.Stuck) (trace.Cause, bool) {
	for i, r := range slices.Backward(d.x.Rows) {
		if notGot(r) && d.isUnderTest(PlaceOf(-1, r.Where)) {
			return d.about(trace.CauseNotGot, i), true
		}
	}
	return trace.Cause{}, false
}

// leftBy explains it by what the task of a row did after that, before it came to its end.
func (d *Describer) leftBy(_ kernel.Stuck, row int) (trace.Cause, bool) {
	t := d.x.Tasks[d.x.Rows[row].Task]
	if !t.Done() {
		return trace.Cause{}, false
	}
	if c, tells := d.insideBefore(t.ID, len(d.x.Rows)); tells >= tellsLook && len(c.Steps) > 0 && c.Steps[0] > row {
		return c, true
	}
	if c := d.cameBack(row, len(d.x.Rows)); c != nil {
		return *c, true
	}
	return trace.Cause{}, false
}

// lastThere is the last row of another task, which has come to its end, at the place of the
// code under test where l waits in a library: -1 if there is none.
func (d *Describer) lastThere(l kernel.Stuck) int {
	calls := kernel.CallsOn(l.Waiting.Stack)
	if len(calls) == 0 || !d.isUnderTest(PlaceOf(-1, calls[0])) || l.Waiting.For.Kind != trace.WaitSelect {
		return -1
	}
	for i, r := range slices.Backward(d.x.Rows) {
		if r.Task != l.Task.ID && r.Where == calls[0] && d.x.Tasks[r.Task].Done() {
			return i
		}
	}
	return -1
}

// othersWait explains that l waits in a test by another goroutine that waits in the code
// under test.
func (d *Describer) othersWait(l kernel.Stuck) (trace.Cause, bool) {
	if !trace.IsTest(l.Waiting.Where.File) {
		return trace.Cause{}, false
	}
	for _, other := range d.x.Left {
		if other.Task != l.Task && d.isUnderTest(PlaceOf(-1, other.Waiting.Where)) {
			return d.heldUp(l, other.Task.ID)
		}
	}
	return trace.Cause{}, false
}
