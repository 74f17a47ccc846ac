package diagnose

import (
	"fmt"
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// torn explains a check that fails, if it can, by the tightest place at which one goroutine
// changed something between two uses of it by another (an atomicity violation
// in the sense of Lu, Tucek, Qin and Zhou, ASPLOS 2006).
func (d *Describer) torn() string {
	best, cause := len(d.x.Rows)+1, ""
	for i, first := range d.x.Rows {
		if !reads(first.Kind) || first.Object == 0 {
			continue
		}
		between := -1
		for k := i + 1; k < len(d.x.Rows) && k-i < best; k++ {
			row := d.x.Rows[k]
			switch {
			case row.Object != first.Object:
			case row.Task != first.Task && writes(row.Kind):
				between = k
			case row.Task == first.Task && between < 0:
				k = len(d.x.Rows) // used again before anybody else came: that later use begins its own
			case row.Task == first.Task:
				best, cause = k-i, d.sentence(d.looked(i, row), d.x.Rows[between], row)
			}
		}
	}
	return cause
}

// looked returns the use that a reader thinks of first: where row i stands in
// the same line as the one that acts on it, as in append, that is an earlier
// look elsewhere, as in the if above it, provided that nothing changed since.
func (d *Describer) looked(i int, acts kernel.Row) kernel.Row {
	first := d.x.Rows[i]
	if first.Where != acts.Where {
		return first
	}
	for _, row := range slices.Backward(d.x.Rows[:i]) {
		switch {
		case row.Object != first.Object:
		case writes(row.Kind):
			return first
		case row.Task == first.Task && reads(row.Kind) && row.Where != first.Where:
			return row
		}
	}
	return first
}

func (d *Describer) sentence(first, between, last kernel.Row) string {
	if writes(last.Kind) {
		return fmt.Sprintf("task %d changes what task %d has read%s, before task %d acts on it%s",
			between.Task, first.Task, where(" at ", first.Where), first.Task, where(" at ", last.Where))
	}
	return fmt.Sprintf("task %d changes what task %d reads%s, and again%s",
		between.Task, first.Task, where(" at ", first.Where), where(" at ", last.Where))
}

func reads(k kernel.Kind) bool {
	return k == kernel.KRead || k == kernel.KAtomicLoad || k == kernel.KAtomicRMW || k == kernel.KMap
}

func writes(k kernel.Kind) bool {
	return k == kernel.KWrite || k == kernel.KAtomicStore || k == kernel.KAtomicRMW || k == kernel.KMap
}

// parted explains a check that fails, if it can, by two variables that belong
// together: somebody read one of them before, and the other after, another
// goroutine changed both (a violation with several variables in
// the sense of Lu, Park, Seo and Zhou, ASPLOS 2008).
func (d *Describer) parted() string {
	rows := d.x.Rows[:min(len(d.x.Rows), enoughRows)]
	nearest, cause := len(rows), ""
	for i, first := range rows {
		if first.Object == 0 || !readsMemory(first.Kind) {
			continue
		}
		for k := i + 1; k < len(rows) && k-i < nearest; k++ {
			last := rows[k]
			if last.Task != first.Task || !readsMemory(last.Kind) {
				continue
			}
			if last.Object == first.Object {
				break // read again: that later read begins its own
			}
			if a, b, ok := bothChanged(rows[i+1:k], first.Object, last.Object); ok && a.Task != first.Task {
				nearest, cause = k-i, fmt.Sprintf("task %d reads two variables%s, and in between task %d changes both%s",
					first.Task, places(first, last), a.Task, places(a, b))
			}
		}
	}
	return cause
}

// places words where two rows are.
func places(a, b kernel.Row) string {
	if a.Where == b.Where {
		return where(" at ", a.Where)
	}
	return where(" at ", a.Where) + where(" and ", b.Where)
}

// enoughRows bounds what is looked through for pairs.
const enoughRows = 400

// bothChanged finds writes of one task to both objects.
func bothChanged(rows []kernel.Row, one, other trace.Object) (a, b kernel.Row, ok bool) {
	for _, a := range rows {
		if a.Object != one || !writesMemory(a.Kind) {
			continue
		}
		for _, b := range rows {
			if b.Object == other && b.Task == a.Task && writesMemory(b.Kind) {
				return a, b, true
			}
		}
	}
	return a, b, false
}

// early explains a check that fails, if it can, by the last place at which the
// goroutine that checks looked at what another one changed only later (an order
// violation in the sense of Lu, Park, Seo and Zhou, ASPLOS 2008). To wait for a
// group too early explains what is read too early then.
func (d *Describer) early() string {
	if wait, add, ok := d.tooEarly(isWait, isAdd); ok {
		return fmt.Sprintf("task %d waits%s for nobody: task %d adds to the wait group only later%s",
			wait.Task, where(" at ", wait.Where), add.Task, where(", at ", add.Where))
	}
	if read, write, ok := d.tooEarly(readsMemory, writesMemory); ok {
		return fmt.Sprintf("task %d reads%s before task %d writes%s",
			read.Task, where(" at ", read.Where), write.Task, where(" at ", write.Where))
	}
	return ""
}

// tooEarly finds the last look of the goroutine that checks at something that
// another one changes only after the check.
func (d *Describer) tooEarly(looks, changes func(kernel.Kind) bool) (look, change kernel.Row, ok bool) {
	f, rows := d.x.Faults[0], d.x.Rows
	for i := min(f.Event, len(rows)-1); i >= 0; i-- {
		look = rows[i]
		if look.Task != f.Task || look.Object == 0 || !looks(look.Kind) {
			continue
		}
		for _, change = range rows[min(f.Event+1, len(rows)):] {
			if change.Task != look.Task && change.Object == look.Object && changes(change.Kind) {
				return look, change, true
			}
		}
	}
	return look, change, false
}

func readsMemory(k kernel.Kind) bool  { return k != kernel.KMap && reads(k) }
func writesMemory(k kernel.Kind) bool { return k != kernel.KMap && writes(k) }

func isWait(k kernel.Kind) bool { return k == kernel.KWGWait }
func isAdd(k kernel.Kind) bool  { return k == kernel.KWGAdd }
