package diagnose

import (
	"cmp"
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// What led a task of the code under test to a place, or let it come there.

// worthTelling reports whether what the task that checks did last in the code under test is,
// beside what is told of the one that wrote: a choice is, and that it waited where that is all.
func (d *Describer) worthTelling(own trace.Cause, tells, others int) bool {
	waited := slices.ContainsFunc(own.Ops, func(op trace.Op) bool { return op.Use().Joins })
	return tells >= tellsChoice || tells > tellsNothing && (others == 0 || waited && others == 1)
}

// handedOver says, of a cause that names what one task wrote for another, what the writer had
// received for that; nil if it did not.
func (d *Describer) handedOver(c *trace.Cause) *trace.Cause {
	write := c.Steps[len(c.Steps)-1]
	for i, r := range slices.Backward(d.x.Rows[:max(write, 0)]) {
		if r.Task != d.x.Rows[write].Task {
			continue
		}
		if k := d.giver(i, write); k >= 0 && d.x.Rows[k].Kind != kernel.KClose {
			led := d.called(d.about(trace.CauseLed, i, k))
			return &led
		}
		if r.Kind.Op().Use().Joins {
			break
		}
	}
	return nil
}

// leadingTo is what c, which speaks of a row of a task and of variables of the test only,
// comes from in the code under test: what led that task to the row, and, if another one
// checks, what that one did there last.
func (d *Describer) leadingTo(c trace.Cause, task int32, before int) (all []*trace.Cause) {
	why, tells := d.insideBefore(task, before)
	checker := d.x.Faults[0].Task
	own, decided := d.insideBefore(checker, len(d.checked()))
	if decided >= tellsChoice && checker != task && tells < tellsChoice {
		tells = min(tells, tellsLook) // that tells more than what was handed to the other
	}
	begun := d.isUnderTest(PlaceOf(-1, d.x.Tasks[task].Where))
	if before < len(d.x.Rows) && d.fromTold(c) {
		all = append(all, d.cameBy(before), d.round(before))
		all = slices.DeleteFunc(all, func(c *trace.Cause) bool { return c == nil })
	}
	if begun && tells < tellsChoice {
		all = append(all, d.started(task))
	}
	if tells >= tellsChange || tells > tellsNothing && !begun {
		if why.Kind == trace.CauseInside && len(why.Ops) == 0 && d.fromTold(c) {
			why = *cmp.Or(why.Because, &trace.Cause{})
		}
		if why.Kind != "" {
			all = append(all, &why)
		}
	}
	if checker != task && d.worthTelling(own, decided, len(all)) {
		all = append(all, &own)
	}
	return all
}

// cameBy are the calls in the code under test by which the task of a row came there, behind
// the innermost; nil if there are no others.
func (d *Describer) cameBy(row int) *trace.Cause {
	way := d.wayTo(d.x.Rows[row])
	if len(way) < 2 {
		return nil
	}
	return &trace.Cause{Kind: trace.CauseCameBy, Tasks: []int{int(d.x.Rows[row].Task)}, Places: way[1:]}
}

// round says that the task of a row has been in the same place before: the loop round that
// is known to who has the source. Nil if it has not.
func (d *Describer) round(row int) *trace.Cause {
	way, times := d.wayTo(d.x.Rows[row]), 0
	var enters kernel.Row // by what it does there first
	for _, r := range d.checked() {
		if r.Task != d.x.Rows[row].Task || len(way) == 0 || !slices.Equal(d.wayTo(r), way) {
			continue
		}
		if times == 0 {
			enters = r
		}
		if r.Where == enters.Where && r.Kind == enters.Kind && r.Object == enters.Object {
			times++
		}
	}
	if times < 2 {
		return nil
	}
	return &trace.Cause{Kind: trace.CauseRound, Tasks: []int{int(d.x.Rows[row].Task)}, Places: way, Count: times}
}

// fromTold reports whether the sentence of c tells already where the code under test
// called the function of the test that it speaks of.
func (d *Describer) fromTold(c trace.Cause) bool {
	return slices.ContainsFunc(c.From, d.isUnderTest)
}

// started says where a task was started, and what whoever did that had found, if another
// had changed it.
func (d *Describer) started(task int32) *trace.Cause {
	t := d.x.Tasks[task]
	c := &trace.Cause{Kind: trace.CauseStarted, Tasks: []int{int(task)}, Places: []trace.Place{PlaceOf(-1, t.Where)},
		Ops: []trace.Op{trace.OpAdd}, Objects: []int{-1}}
	if t.Parent == nil {
		return c
	}
	first := d.firstOf(t)
	for i, r := range slices.Backward(d.x.Rows[:first]) {
		if r.Task != t.Parent.ID || !slices.Contains(d.wayTo(r), c.Places[0]) && r.Where != t.Where {
			continue
		}
		if why, tells := d.insideBefore(t.Parent.ID, i); tells == tellsChange && why.Kind == trace.CauseInside && len(why.Ops) > 0 {
			why.Kind, why.Because = trace.CauseLed, nil
			c.Because = &why
		}
		break
	}
	return c
}
