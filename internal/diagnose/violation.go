package diagnose

import (
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// torn explains a check that fails, if it can, by the tightest place at which one goroutine
// changed something between two uses of it by another (an atomicity violation
// in the sense of Lu, Tucek, Qin and Zhou, ASPLOS 2006).
func (d *Describer) torn() (cause trace.Cause, found bool) {
	rows, best := d.checked(), len(d.x.Rows)+1 // what comes after the check does not explain it
	for i, first := range rows {
		if !reads(first) {
			continue
		}
		between := -1
		for k := i + 1; k < len(rows) && k-i < best; k++ {
			row := rows[k]
			switch {
			case row.Object != first.Object:
			case row.Task != first.Task && writes(row):
				between = k
			case row.Task == first.Task && between < 0:
				k = len(rows) // used again before another goroutine came: that later use begins its own
			case row.Task == first.Task:
				best, found = k-i, true
				cause = d.tornBy(d.looked(i, row), between, k)
			}
		}
	}
	if found {
		cause.Because = d.locksAround(cause.Tasks, cause.Steps[0], cause.Steps[1], cause.Steps[2])
	}
	return cause, found
}

// replaced explains a check, if torn does not, by what one goroutine wrote and another
// had changed when the first one read it again: the latest of these.
func (d *Describer) replaced() (trace.Cause, bool) {
	for last, r := range slices.Backward(d.checked()) {
		if first, between, ok := d.written(last); readsMemory(r) && ok {
			c := d.about(trace.CauseReplaced, first, last, between)
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
		case r.Object != d.x.Rows[read].Object:
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
		case row.Object != first.Object:
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
	c := d.about(kind, first, last, between)
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
			if last.Object == first.Object {
				break // read again: that later read begins its own
			}
			if a, b, ok := bothChanged(rows, i+1, k); ok && rows[a].Task != first.Task {
				nearest, found = k-i, true
				cause = d.about(trace.CauseParted, i, k, a, b)
			}
		}
	}
	return cause, found
}

// enoughRows bounds what is looked through for pairs.
const enoughRows = 400

// bothChanged finds writes of one task, between two rows, to the objects of the
// row before the first of them and of the last.
func bothChanged(rows []kernel.Row, from, to int) (a, b int, ok bool) {
	one, other := rows[from-1].Object, rows[to].Object
	for a := from; a < to; a++ {
		if rows[a].Object != one || !writesMemory(rows[a]) {
			continue
		}
		for b := from; b < to; b++ {
			if rows[b].Object == other && rows[b].Task == rows[a].Task && writesMemory(rows[b]) {
				return a, b, true
			}
		}
	}
	return 0, 0, false
}

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
		c.Because = d.joined(read)
		return c, true
	}
	return trace.Cause{}, false
}

// joined tells of the last time before a row that its task waited for others to end.
func (d *Describer) joined(before int) *trace.Cause {
	for i, r := range slices.Backward(d.x.Rows[:before]) {
		if r.Task == d.x.Rows[before].Task && isWait(r) {
			c := d.about(trace.CauseJoined, i)
			return &c
		}
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
			if r := rows[change]; r.Task != f.Task && r.Object == rows[look].Object && changes(r) {
				return look, change, true
			}
		}
	}
	return 0, 0, false
}

func reads(r kernel.Row) bool  { return r.Object != 0 && r.Kind.Op().Use().Reads }
func writes(r kernel.Row) bool { return r.Object != 0 && r.Kind.Op().Use().Writes }

func readsMemory(r kernel.Row) bool  { return r.Object != 0 && r.Kind.Op().ReadsMemory() }
func writesMemory(r kernel.Row) bool { return r.Object != 0 && r.Kind.Op().WritesMemory() }

func isWait(r kernel.Row) bool { return r.Object != 0 && r.Kind.Op().Use().Joins }
func isAdd(r kernel.Row) bool  { return r.Object != 0 && r.Kind.Op().Use().Expects }
