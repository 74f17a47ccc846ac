package diagnose

import (
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// early explains a check that fails, if it can, by the last place at which the
// goroutine that checks looked at what another one changed only later (an order
// violation in the sense of Lu, Park, Seo and Zhou, ASPLOS 2008). To wait for a
// group too early explains what is read too early then.
func (d *Describer) early() (trace.Cause, bool) {
	if wait, add, ok := d.tooEarly(isWait, isAdd); ok {
		return d.about(trace.CauseNoMember, wait, add), true
	}
	if read, write, ok := d.tooEarly(readsMemory, writesMemory); ok {
		c := d.called(d.about(trace.CauseTooEarly, read, write))
		for _, why := range []*trace.Cause{d.gaveBack(read, write), d.joined(read), d.gate(read, write), d.begun(write)} {
			if c.Because = why; why != nil {
				break
			}
		}
		switch why := c.Because; {
		case why == nil:
		case why.Kind == trace.CauseJoined:
			why.Because = d.begun(write)
		case why.Kind == trace.CauseStarted && trace.IsTest(d.x.Rows[read].Where.File):
			if own, tells := d.insideBefore(d.x.Rows[read].Task, read); tells > tellsNothing {
				own.Because, c.Because = why, &own // it did not wait there
			}
		}
		return c, true
	}
	return trace.Cause{}, false
}

// gate tells what led the task of a row there although the one of another row was not so far:
// something that this one had written before; nil if there is nothing.
func (d *Describer) gate(read, write int) *trace.Cause {
	for i, r := range slices.Backward(d.x.Rows[:read]) {
		if r.Task != d.x.Rows[read].Task || !readsMemory(r) || same(r, d.x.Rows[read]) || r.Site >= 0 && r.Site == d.x.Rows[read].Site {
			continue
		}
		if k := d.changedBefore(i); k >= 0 && d.x.Rows[k].Task == d.x.Rows[write].Task {
			c := d.about(trace.CauseGate, i, k)
			return &c
		}
	}
	return nil
}

// joined tells of the last time before a row that its task waited for others to end, or
// received what one of them had sent: another was not at its end.
func (d *Describer) joined(before int) *trace.Cause {
	for i, r := range slices.Backward(d.x.Rows[:before]) {
		if r.Task != d.x.Rows[before].Task {
			continue
		}
		if isWait(r) {
			c := d.about(trace.CauseJoined, i)
			return &c
		}
		if k := d.giver(i, before); k >= 0 {
			c := d.about(trace.CauseJoined, i, k)
			return &c
		}
	}
	return nil
}

// begun says where the task of a row was started, if that is in the code under test.
func (d *Describer) begun(row int) *trace.Cause {
	if task := d.x.Rows[row].Task; d.isUnderTest(PlaceOf(-1, d.x.Tasks[task].Where)) {
		return d.started(task)
	}
	return nil
}

// earlyInRace is early with what let it come to that: a data race of the same two
// goroutines, mostly about how the one found what the other had not finished.
func (d *Describer) earlyInRace() (trace.Cause, bool) {
	c, ok := d.early()
	if r := d.x.Race; ok && r != nil && slices.Contains(c.Tasks, int(r.First.Task)) && slices.Contains(c.Tasks, int(r.Second.Task)) {
		if why, racy := d.unordered(); racy && !slices.Equal(why.Objects[:1], c.Objects[:1]) {
			c.Because = &why
		}
	}
	return c, ok
}

// tooEarly finds the last look of the goroutine that checks at something that
// another one changes only after the check.
func (d *Describer) tooEarly(looks, changes func(kernel.Row) bool) (look, change int, ok bool) {
	f, rows := d.x.Faults[0], d.x.Rows
	for look = min(f.Event, len(rows)-1); look >= 0; look-- {
		if rows[look].Task != f.Task || !looks(rows[look]) {
			continue
		}
		for change = f.Event + 1; change < len(rows); change++ {
			if r := rows[change]; r.Task != f.Task && same(r, rows[look]) && changes(r) {
				return look, change, true
			}
		}
	}
	return 0, 0, false
}
