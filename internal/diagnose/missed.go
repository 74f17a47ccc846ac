package diagnose

import (
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// own explains that l waits at a channel by the other end of it being its own: it has
// itself taken from the channel, or sent, and no other goroutine ever did.
func (d *Describer) own(l kernel.Stuck) (trace.Cause, bool) {
	did := func(use trace.Use) bool { return use.Takes && !use.Chooses }
	switch l.Waiting.For.Kind {
	case trace.WaitSend:
	case trace.WaitReceive:
		did = func(use trace.Use) bool { return use.Gives }
	default:
		return trace.Cause{}, false
	}
	last := -1
	for i, r := range d.x.Rows {
		if r.Object != l.Waiting.Object || !did(r.Kind.Op().Use()) {
			continue
		}
		if r.Task != l.Task.ID {
			return trace.Cause{}, false
		}
		last = i
	}
	if last < 0 {
		return trace.Cause{}, false
	}
	c, r := d.waiting(trace.CauseOwn, l), d.x.Rows[last]
	c.From = nil // it is among the calls
	c.Places, c.Ops, c.Objects = append(c.Places, PlaceOf(r.Site, r.Where)), append(c.Ops, r.Kind.Op()), append(c.Objects, c.Objects[0])
	for _, at := range kernel.CallsOn(l.Waiting.Stack)[1:] {
		if at != r.Where {
			c.Places = append(c.Places, PlaceOf(-1, at))
		}
	}
	return c, true
}

// calledOff is the last call by which another task than l took back what was to happen,
// such as a timer's Stop.
func (d *Describer) calledOff(l kernel.Stuck) (trace.Cause, bool) {
	for i, r := range slices.Backward(d.x.Rows) {
		given := slices.ContainsFunc(r.Notes, func(f trace.Fact) bool { return f.Kind == trace.FactGives && f.Text == "true" })
		if given && r.Task != l.Task.ID {
			c := d.about(trace.CauseAnswered, i)
			c.Text = "true"
			return c, true
		}
	}
	return trace.Cause{}, false
}

// tooLate explains that nothing wakes l, which waits for what the goroutine that started
// it has made, by one that looked for it before: whoever started l then wrote, to
// let others find what it waits for, and nobody has looked since.
func (d *Describer) tooLate(l kernel.Stuck) (trace.Cause, bool) {
	if l.Task.Parent == nil {
		return trace.Cause{}, false
	}
	for write, r := range slices.Backward(d.x.Rows[:d.firstOf(l.Task)]) {
		if r.Task != l.Task.Parent.ID || !writesMemory(r) {
			continue
		}
		for look, other := range slices.Backward(d.x.Rows) {
			if same(other, r) && other.Task != r.Task && reads(other) {
				return d.called(d.about(trace.CauseTooLate, look, write)), look < write
			}
		}
		return trace.Cause{}, false
	}
	return trace.Cause{}, false
}

// firstOf is the first row of a task, or the number of rows.
func (d *Describer) firstOf(t *kernel.Task) int {
	if i := slices.IndexFunc(d.x.Rows, func(r kernel.Row) bool { return r.Task == t.ID }); i >= 0 {
		return i
	}
	return len(d.x.Rows)
}

// lookedAt is what a task that waits had read last before, of what others change: mostly
// that is why it does.
func (d *Describer) lookedAt(task int32) *trace.Cause {
	for i, r := range slices.Backward(d.x.Rows) {
		changes := func(other kernel.Row) bool { return other.Task != task && writesMemory(other) && same(other, r) }
		if r.Task == task && readsMemory(r) && slices.ContainsFunc(d.x.Rows, changes) {
			c := d.called(d.about(trace.CauseLooked, i))
			return &c
		}
	}
	return nil
}
