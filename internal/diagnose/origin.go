package diagnose

import (
	"path"
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// traced adds to c, which speaks of variables of the test only, what led there from the
// code under test: where the value that was checked came from, or what the goroutine did
// there last.
func (d *Describer) traced(c trace.Cause) trace.Cause {
	if c.Kind == trace.CauseReread && trace.IsTest(d.x.Rows[c.Steps[0]].From.File) { // two calls, and what the second returns is no wonder
		if why, tells := d.insideBefore(d.x.Rows[c.Steps[0]].Task, c.Steps[0]); tells > tellsNothing && c.Because == nil {
			c.Because = &why
		}
		return c
	}
	last := &c
	for why := &c; why != nil; why = why.Because {
		if last = why; slices.ContainsFunc(why.Places, d.isUnderTest) {
			if why.Kind == trace.CauseRead && why.Because == nil {
				why.Because = d.handedOver(why)
			}
			return c
		}
	}
	task, before := d.x.Faults[0].Task, len(d.checked())
	switch {
	case (c.Kind == trace.CauseRead || c.Kind == trace.CauseReceived) && len(c.Steps) > 1 && c.Steps[1] >= 0:
		before = c.Steps[1]
		task = d.x.Rows[before].Task
	case len(c.Steps) > 0 && c.Steps[0] >= 0:
		before = c.Steps[0]
		task = d.x.Rows[before].Task
	}
	clauses := 0
	for why := c.Because; why != nil; why = why.Because {
		clauses++
	}
	for _, why := range d.leadingTo(c, task, before) {
		for ; why != nil && clauses < mostClauses; clauses++ {
			last.Because = why
			last, why = why, why.Because
			last.Because = nil
		}
	}
	return c
}

// mostClauses bounds what is told of how it came to what a test checks: who reads more has
// forgotten how it began.
const mostClauses = 3

// How much a row of the code under test tells of what its task came to know.
const (
	tellsNothing = iota
	tellsStep    // that it gave something back, or called the test
	tellsLook    // what it asked for, or looked at
	tellsChange  // what another one had changed, or given
	tellsChoice  // how something turned out that could have turned out otherwise
)

// insideBefore is what a task did last, before a row, in the code under test: since it came
// there, of the steps that tell most the last one. Where that code calls a function of the
// test, it is that call, and what led there.
func (d *Describer) insideBefore(task int32, before int) (trace.Cause, int) {
	best, most, call := -1, tellsNothing, trace.Place{}
	for i, r := range slices.Backward(d.x.Rows[:before]) {
		if r.Task != task {
			continue
		}
		way := d.wayTo(r)
		if len(way) == 0 {
			if best >= 0 || call.Line > 0 {
				break
			}
			continue
		}
		if way[0] != PlaceOf(-1, r.Where) {
			if best < 0 && call.Line == 0 {
				call = way[0]
			}
			continue
		}
		if tells := d.telling(i, before); tells > most {
			best, most = i, tells
		}
	}
	if call.Line == 0 {
		if best < 0 {
			return trace.Cause{}, tellsNothing
		}
		c := d.did(trace.CauseInside, best, before)
		c.Because = d.cameBack(best, before)
		return c, most
	}
	c := trace.Cause{Kind: trace.CauseInside, Tasks: []int{int(task)}, Places: []trace.Place{call}}
	if most >= tellsChange {
		led := d.did(trace.CauseLed, best, before)
		c.Because = &led
	}
	return c, max(most, tellsStep)
}

// did says what the task of row i did there, and who had changed what it read, or gave it
// what it received.
func (d *Describer) did(kind trace.CauseKind, i, before int) trace.Cause {
	switch {
	case d.isChoice(i) && !d.byChance(i):
		return d.chosen(i)
	case d.gives(i) != "":
		c := d.about(trace.CauseAnswered, i)
		c.Text = d.gives(i)
		return c
	}
	if k := max(d.found(i), d.giver(i, before)); k >= 0 {
		c := d.called(d.about(kind, i, k))
		if took := d.tookAt(i); c.Ops[0].Use().Chooses && took.Case > 0 {
			c.Ops[0], c.Cases = trace.OpReceive, []int{took.Case, 0}
		}
		return c
	}
	return d.called(d.about(kind, i))
}

// cameBack says at which of its returns the call ended in which the task of row i was, if
// it did before another row and that is known; nil if not.
func (d *Describer) cameBack(i, before int) *trace.Cause {
	r, begin := d.x.Rows[i], i
	for begin >= 0 && (d.x.Rows[begin].Task != r.Task || len(d.wayTo(d.x.Rows[begin])) > 0) {
		begin-- // a return stands before what it calls for its result
	}
	var outermost *kernel.Return
	for n, one := range d.x.Returns {
		within := one.Task == r.Task && begin <= one.After && one.After < before && d.isUnderTest(PlaceOf(-1, one.Where))
		if within && (outermost == nil || one.Depth <= outermost.Depth) {
			outermost = &d.x.Returns[n]
		}
	}
	if outermost == nil || outermost.Where == r.Where {
		return nil
	}
	return &trace.Cause{Kind: trace.CauseCameBack, Tasks: []int{int(r.Task)}, Places: []trace.Place{PlaceOf(-1, outermost.Where)}}
}

// gives is what the call that row i is part of returned, if that is told.
func (d *Describer) gives(i int) string {
	for _, f := range d.x.Rows[i].Notes {
		if f.Kind == trace.FactGives {
			return f.Text
		}
	}
	return ""
}

// telling is how much row i, of the code under test, tells of what its task came to know.
func (d *Describer) telling(i, before int) int {
	r := d.x.Rows[i]
	failed := slices.ContainsFunc(r.Notes, func(f trace.Fact) bool { return f.Kind == trace.FactSwapFailed })
	switch {
	case failed || d.isChoice(i) && !d.byChance(i) || notGot(r) || d.gives(i) == "false":
		return tellsChoice
	case d.found(i) >= 0 || d.giver(i, before) >= 0:
		return tellsChange
	case !r.Kind.Op().Use().Frees:
		return tellsLook
	}
	return tellsStep
}

// found is changedBefore for a row that only looks.
func (d *Describer) found(i int) int {
	if writes(d.x.Rows[i]) {
		return -1
	}
	return d.changedBefore(i)
}

// giver is the row, before another, of the task that gave what row i receives; -1 if it
// receives nothing, or there is none.
func (d *Describer) giver(i, before int) int {
	r, from := d.x.Rows[i], d.tookAt(i).Object
	if from == 0 || !r.Kind.Op().Use().Takes {
		return -1
	}
	for k, other := range slices.Backward(d.x.Rows[:before]) {
		if other.Task != r.Task && other.Object == from && other.Kind.Op().Use().Gives && other.Where.Line > 0 {
			return k
		}
	}
	return -1
}

// wayTo are the calls in the code under test by which the task of a row came there, the
// innermost first.
func (d *Describer) wayTo(r kernel.Row) (all []trace.Place) {
	for _, at := range kernel.CallsOn(r.Stack) {
		if place := PlaceOf(-1, at); d.isUnderTest(place) {
			all = append(all, place)
		}
	}
	return all
}

// changedBefore is the row of another task that wrote what row i reads; -1 if there is none.
func (d *Describer) changedBefore(i int) int {
	for k, other := range slices.Backward(d.x.Rows[:i]) {
		if reads(d.x.Rows[i]) && writes(other) && same(other, d.x.Rows[i]) {
			if other.Task == d.x.Rows[i].Task {
				break
			}
			return k
		}
	}
	return -1
}

// isUnderTest reports whether a place is in the package of the test, and in no test.
func (d *Describer) isUnderTest(at trace.Place) bool {
	return at.Line > 0 && !trace.IsTest(at.File) && path.Dir(at.File) == d.home()
}

// home is the folder of the test: its own steps and checks tell, or who calls the first of
// those that it has others make.
func (d *Describer) home() string {
	if d.folder != nil {
		return *d.folder
	}
	var all []kernel.Pos
	for _, f := range d.x.Faults {
		all = append(all, kernel.CallsOn(f.PCs)...)
	}
	if i := slices.IndexFunc(d.x.Rows, func(r kernel.Row) bool { return trace.IsTest(r.Where.File) }); i >= 0 {
		all = append(all, d.x.Rows[i].Where)
	} else if len(d.x.Rows) > 0 {
		all = append(all, kernel.CallsOn(d.x.Rows[0].Stack)...)
	}
	d.folder = new(string)
	if i := slices.IndexFunc(all, func(at kernel.Pos) bool { return trace.IsTest(at.File) }); i >= 0 {
		*d.folder = path.Dir(all[i].File)
	}
	return *d.folder
}
