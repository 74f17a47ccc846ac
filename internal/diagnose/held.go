package diagnose

import (
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// guards adds to c, a data race, for each side the lock that it held and had taken
// last: that there is none, or another one, is mostly what is wrong.
func (d *Describer) guards(c *trace.Cause, sides ...kernel.RaceSide) {
	locks := make([]int, len(sides))
	some := false
	for i, side := range sides {
		locks[i] = d.guard(side)
		some = some || locks[i] >= 0
	}
	if !some && len(sides) == 2 {
		if a, b, ok := d.bothUsed(sides[0], sides[1]); ok {
			locks, some = []int{a, b}, true
		}
	}
	if !some {
		return
	}
	for _, i := range locks {
		where, op, object := PlaceOf(-1, kernel.Pos{}), trace.Op(""), -1
		if i >= 0 {
			r := d.x.Rows[i]
			where, op, object = PlaceOf(r.Site, r.Where), r.Kind.Op(), d.objects.number(r.Object)
		}
		c.Places, c.Ops, c.Objects = append(c.Places, where), append(c.Ops, op), append(c.Objects, object)
	}
}

// locksAround is locks for two uses of the second task and one of the first in between.
func (d *Describer) locksAround(tasks []int, first, last, between int) *trace.Cause {
	if a, b, ok := d.bothRead(between, first); ok {
		return d.locks(tasks, []int{a, b})
	}
	held := []int{d.heldAt(between), d.heldAt(first)}
	if again := d.heldAt(last); again != held[1] {
		held = append(held, again)
	}
	return d.locks(tasks, held)
}

// gaveBack tells of a lock that the task of one row holds there, and that the task of another
// had held before, and given back before that row; nil if there is none.
func (d *Describer) gaveBack(one, other int) *trace.Cause {
	still := func(o trace.Object) bool {
		return slices.ContainsFunc(d.guardsOf(d.sideOf(other)), func(i int) bool { return d.x.Rows[i].Object == o })
	}
	for _, taken := range slices.Backward(d.guardsOf(d.sideOf(one))) {
		lock := d.x.Rows[taken].Object
		for i, r := range slices.Backward(d.x.Rows[:other]) {
			if r.Task == d.x.Rows[other].Task && r.Object == lock && r.Kind.Op().Use().Frees && !still(lock) {
				c := d.called(d.about(trace.CauseGaveBack, taken, i))
				if way := d.wayTo(r); trace.IsTest(r.Where.File) && len(way) > 0 { // on the way out of a panic of the test
					c.Places[1], c.From[1], c.Steps = way[0], trace.Place{}, nil
				}
				return &c
			}
		}
	}
	return nil
}

// bothRead are the rows in which the tasks of two rows took a lock that both hold for reading.
func (d *Describer) bothRead(one, other int) (a, b int, ok bool) {
	for _, a := range d.guardsOf(d.sideOf(one)) {
		for _, b := range d.guardsOf(d.sideOf(other)) {
			first, second := d.x.Rows[a], d.x.Rows[b]
			if first.Object == second.Object && first.Kind.Op().Use().Shared && second.Kind.Op().Use().Shared {
				return a, b, true
			}
		}
	}
	return 0, 0, false
}

// locks says which locks tasks held that these did not keep apart; nil if they held none.
// held are the rows in which they took them, or -1: see CauseLocks.
func (d *Describer) locks(tasks, held []int) *trace.Cause {
	if slices.Max(held) < 0 {
		return nil
	}
	why := trace.Cause{Kind: trace.CauseLocks, Tasks: tasks}
	for _, i := range held {
		where, op, object := PlaceOf(-1, kernel.Pos{}), trace.Op(""), -1
		if i >= 0 {
			r := d.x.Rows[i]
			where, op, object = PlaceOf(r.Site, r.Where), r.Kind.Op(), d.objects.number(r.Object)
		}
		why.Places, why.Ops, why.Objects = append(why.Places, where), append(why.Ops, op), append(why.Objects, object)
	}
	return &why
}

// heldAt is the row in which the task of row i took the lock that it held then, or -1.
func (d *Describer) heldAt(i int) int {
	return d.guard(d.sideOf(i))
}

// sideOf is a row as if it were one of a race.
func (d *Describer) sideOf(i int) kernel.RaceSide {
	return kernel.RaceSide{Task: d.x.Rows[i].Task, Event: int32(i)}
}

// guard is the row in which the task of a side took the lock that it held last, or -1.
func (d *Describer) guard(side kernel.RaceSide) int {
	held := d.guardsOf(side)
	if len(held) == 0 {
		return -1
	}
	return held[len(held)-1]
}

// guardsOf are the rows in which the task of a side took the locks that it held.
func (d *Describer) guardsOf(side kernel.RaceSide) (held []int) {
	for i, r := range d.x.Rows[:min(int(side.Event)+1, len(d.x.Rows))] {
		if r.Task != side.Task {
			continue
		}
		switch r.Kind {
		case kernel.KLock, kernel.KRLock:
			if !d.waitsAt(i) {
				held = append(held, i)
			}
		case kernel.KTryLock, kernel.KTryRLock:
			if r.Value != "false" {
				held = append(held, i)
			}
		case kernel.KUnlock, kernel.KRUnlock:
			held = slices.DeleteFunc(held, func(at int) bool { return d.x.Rows[at].Object == r.Object })
		}
	}
	return held
}

// waitsAt reports whether row i is the one that its task never ends.
func (d *Describer) waitsAt(i int) bool {
	l, left := leftOver(d.x, d.x.Tasks[d.x.Rows[i].Task])
	return left && !l.Running && d.lastBefore(l) == i
}

// bothUsed finds the latest steps in which both sides of a race have used one thing that
// is there to synchronise, such as a channel with room for two: it did not order them.
func (d *Describer) bothUsed(a, b kernel.RaceSide) (first, second int, ok bool) {
	used := d.synchronised(a)
	second = -1
	for object, i := range d.synchronised(b) {
		if at, both := used[object]; both && i > second {
			first, second, ok = at, i, true
		}
	}
	return first, second, ok
}

// synchronised has for each thing by which the task of a side could have been ordered
// with others the last row, before its side of the race, in which it used that.
func (d *Describer) synchronised(side kernel.RaceSide) map[trace.Object]int {
	last := map[trace.Object]int{}
	end := min(int(side.Event), len(d.x.Rows))
	if side.Quiet() { // the event is the one before
		end = min(end+1, len(d.x.Rows))
	}
	for i, r := range d.x.Rows[:end] {
		if use := r.Kind.Op().Use(); r.Task == side.Task && r.Object != 0 && r.Where.Line > 0 && !use.Plain && !use.Bookkeeping && !use.OfTest {
			last[r.Object] = i
		}
	}
	return last
}
