package diagnose

import (
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// torn explains a check that fails, if it can, by the tightest place at which one goroutine
// changed something between two uses of it by another (an atomicity violation
// in the sense of Lu, Tucek, Qin and Zhou, ASPLOS 2006).
func (d *Describer) torn() (cause trace.Cause, found bool) { return d.tornIn(false) }

// foundAgain explains it by a loop that looked again, and found otherwise what another
// goroutine had changed.
func (d *Describer) foundAgain() (cause trace.Cause, found bool) { return d.tornIn(true) }

// tornIn is torn, with or without loops that look again.
func (d *Describer) tornIn(loops bool) (cause trace.Cause, found bool) {
	rows, best := d.checked(), len(d.x.Rows)+1 // what comes after the check does not explain it
	for i, first := range rows {
		if !reads(first) {
			continue
		}
		between := -1
		for k := i + 1; k < len(rows) && k-i < best; k++ {
			row := rows[k]
			switch {
			case !same(row, first):
			case row.Task != first.Task && writes(row):
				between = k
			case row.Task == first.Task && between < 0:
				k = len(rows) // used again before another goroutine came: that later use begins its own
			case row.Task == first.Task && d.looksAgain(i, k, loops):
				k = len(rows)
			case row.Task == first.Task:
				best, found = k-i, true
				cause = d.tornBy(d.looked(i, row), between, k)
			}
		}
	}
	if found {
		s := cause.Steps
		for _, why := range []func() *trace.Cause{
			func() *trace.Cause { return d.gaveBack(s[0], s[2]) },
			func() *trace.Cause { return d.locksAround(cause.Tasks, s[0], s[1], s[2]) },
			func() *trace.Cause { return d.again(s[0], s[1]) },
			func() *trace.Cause { return d.failedRound(s[1]) },
			func() *trace.Cause { return d.beside(s[2], s[0]) },
		} {
			if cause.Because = why(); cause.Because != nil {
				break
			}
		}
	}
	return cause, found
}

// again tells of a swap that fails, in the last of two rows, what the task then does once more
// that it had done between the two; nil if there is nothing like that.
func (d *Describer) again(first, last int) *trace.Cause {
	failed := slices.ContainsFunc(d.x.Rows[last].Notes, func(f trace.Fact) bool { return f.Kind == trace.FactSwapFailed })
	for i := first + 1; failed && i < last; i++ {
		done := d.x.Rows[i]
		for _, r := range d.x.Rows[last:] {
			if done.Task == d.x.Rows[first].Task && r.Task == done.Task && r.Where == done.Where && r.From == done.From {
				c := trace.Cause{Kind: trace.CauseAgain, Tasks: []int{int(r.Task)}}
				d.place(&c, r)
				return &c
			}
		}
	}
	return nil
}

// failedRound is round of a row in which a swap fails.
func (d *Describer) failedRound(row int) *trace.Cause {
	if !slices.ContainsFunc(d.x.Rows[row].Notes, func(f trace.Fact) bool { return f.Kind == trace.FactSwapFailed }) {
		return nil
	}
	return d.round(row)
}

// beside says that the tasks of two rows hold no lock, where both were started by the code
// under test: it let them loose.
func (d *Describer) beside(one, other int) *trace.Cause {
	starts := []trace.Place{d.startOf(one), d.startOf(other)}
	if !d.isUnderTest(starts[0]) || !d.isUnderTest(starts[1]) {
		return nil
	}
	return &trace.Cause{Kind: trace.CauseBeside, Tasks: []int{int(d.x.Rows[one].Task), int(d.x.Rows[other].Task)}, Places: starts}
}

// looksAgain reports whether the second of two rows only looks once more, as a loop does that
// waits for a change, or a test that calls the same method twice.
func (d *Describer) looksAgain(i, k int, loops bool) bool {
	first, second := d.x.Rows[i], d.x.Rows[k]
	if writes(second) || first.Where != second.Where {
		return false
	}
	waits := func(r kernel.Row) bool {
		use := r.Kind.Op().Use()
		return r.Task == first.Task && (use.Takes || use.Sleeps || use.Joins || use.Asks && use.Bookkeeping)
	}
	if first.From == second.From {
		return !loops && slices.ContainsFunc(d.x.Rows[i:k], waits)
	}
	return trace.IsTest(first.From.File) && !trace.IsTest(first.Where.File)
}

// replaced explains a check, if torn does not, by what one goroutine wrote and another
// had changed when the first one read it again: the latest of these.
func (d *Describer) replaced() (trace.Cause, bool) {
	for last, r := range slices.Backward(d.checked()) {
		if first, between, ok := d.written(last); readsMemory(r) && ok {
			c := d.called(d.about(trace.CauseReplaced, first, last, between))
			c.Tasks = []int{int(d.x.Rows[between].Task), int(r.Task)}
			c.Because = d.locksAround(c.Tasks, first, last, between)
			return c, true
		}
	}
	return trace.Cause{}, false
}

// written finds the latest row before a read in which its task wrote what it reads, if
// another has changed that since and the task has not looked.
func (d *Describer) written(read int) (first, between int, ok bool) {
	between = -1
	for i, r := range slices.Backward(d.x.Rows[:read]) {
		switch own := r.Task == d.x.Rows[read].Task; {
		case !same(r, d.x.Rows[read]):
		case !own && writesMemory(r):
			between = i
		case own:
			return i, between, between >= 0 && writesMemory(r)
		}
	}
	return 0, 0, false
}

// looked returns the use that a reader thinks of first: where row i stands in
// the same line as the one that acts on it, as in append, that is an earlier
// look elsewhere, as in the if above it, provided that nothing changed since.
func (d *Describer) looked(i int, acts kernel.Row) int {
	first := d.x.Rows[i]
	if first.Where != acts.Where {
		return i
	}
	for k, row := range slices.Backward(d.x.Rows[:i]) {
		switch {
		case !same(row, first):
		case writes(row):
			return i
		case row.Task == first.Task && reads(row) && row.Where != first.Where:
			return k
		}
	}
	return i
}

func (d *Describer) tornBy(first, between, last int) trace.Cause {
	kind := trace.CauseReread
	if writes(d.x.Rows[last]) {
		kind = trace.CauseTorn
	}
	c := d.called(d.about(kind, first, last, between))
	c.Tasks = []int{int(d.x.Rows[between].Task), int(d.x.Rows[first].Task)}
	return c
}

// about is a cause that speaks of some rows, and of the tasks that made them.
func (d *Describer) about(kind trace.CauseKind, rows ...int) trace.Cause {
	c := trace.Cause{Kind: kind, Steps: rows}
	for _, i := range rows {
		r := d.x.Rows[i]
		c.Places = append(c.Places, PlaceOf(r.Site, r.Where))
		c.Objects, c.Ops = append(c.Objects, d.objects.number(r.Object)), append(c.Ops, r.Kind.Op())
		if task := int(r.Task); !slices.Contains(c.Tasks, task) {
			c.Tasks = append(c.Tasks, task)
		}
	}
	return c
}

// called is c, which speaks of rows, with the places from where these were called.
func (d *Describer) called(c trace.Cause) trace.Cause {
	for _, i := range c.Steps {
		c.From = append(c.From, PlaceOf(-1, d.x.Rows[i].From))
	}
	return c
}

// parted explains a check that fails, if it can, by two variables that belong
// together: a goroutine read one of them before, and the other after, another
// goroutine changed both (a violation with several variables in
// the sense of Lu, Park, Seo and Zhou, ASPLOS 2008).
func (d *Describer) parted() (cause trace.Cause, found bool) {
	rows := d.checked()
	rows = rows[:min(len(rows), enoughRows)]
	nearest := len(rows)
	for i, first := range rows {
		if !readsMemory(first) {
			continue
		}
		for k := i + 1; k < len(rows) && k-i < nearest; k++ {
			last := rows[k]
			if last.Task != first.Task || !readsMemory(last) {
				continue
			}
			if same(last, first) {
				break // read again: that later read begins its own
			}
			if trace.IsTest(first.Where.File) != trace.IsTest(last.Where.File) {
				continue // what a test notes for itself belongs to nothing of the program
			}
			if a, b, ok := bothChanged(rows, i+1, k); ok && rows[a].Task != first.Task {
				nearest, found = k-i, true
				cause = d.about(trace.CauseParted, i, k, a, b)
			}
		}
	}
	if found {
		tasks, s := []int{cause.Tasks[1], cause.Tasks[0]}, cause.Steps
		cause.Because = d.locksAround(tasks, s[0], s[1], s[2])
	}
	return cause, found
}

// enoughRows bounds what is looked through for pairs.
const enoughRows = 400

// bothChanged finds writes of one task, between two rows, to the objects of the
// row before the first of them and of the last.
func bothChanged(rows []kernel.Row, from, to int) (a, b int, ok bool) {
	one, other := rows[from-1], rows[to]
	for a := from; a < to; a++ {
		if !same(rows[a], one) || !writesMemory(rows[a]) {
			continue
		}
		for b := from; b < to; b++ {
			if same(rows[b], other) && rows[b].Task == rows[a].Task && writesMemory(rows[b]) {
				return a, b, true
			}
		}
	}
	return 0, 0, false
}

// same reports whether two rows use the same thing: small variables may lie side by
// side in the memory that is one object.
func same(a, b kernel.Row) bool {
	return a.Object == b.Object && (a.Mask&b.Mask != 0 || a.Mask == b.Mask)
}

func reads(r kernel.Row) bool { return r.Object != 0 && r.Kind.Op().Use().Reads }

// writes reports whether a row changes something: what is both, by its kind, may only look.
func writes(r kernel.Row) bool {
	use := r.Kind.Op().Use()
	return r.Object != 0 && use.Writes && (use.Memory || !r.Looks)
}

func readsMemory(r kernel.Row) bool  { return r.Object != 0 && r.Kind.Op().ReadsMemory() }
func writesMemory(r kernel.Row) bool { return r.Object != 0 && r.Kind.Op().WritesMemory() }

func isWait(r kernel.Row) bool { return r.Object != 0 && r.Kind.Op().Use().Joins }
func isAdd(r kernel.Row) bool  { return r.Object != 0 && r.Kind.Op().Use().Expects }
