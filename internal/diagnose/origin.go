package diagnose

import (
	"path"
	"slices"
	"strings"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// traced adds to c, which speaks of variables of the test only, what led there from the
// code under test: where the value that was checked came from, or what the goroutine did
// there last.
func (d *Describer) traced(c trace.Cause) trace.Cause {
	if c.Kind == trace.CauseReread && isTest(d.x.Rows[c.Steps[0]].From.File) { // two calls, and what the second returns is no wonder
		if why, ok := d.insideBefore(d.x.Rows[c.Steps[0]].Task, c.Steps[0]); ok && c.Because == nil {
			c.Because = &why
		}
		return c
	}
	last := &c
	for why := &c; why != nil; why = why.Because {
		if last = why; slices.ContainsFunc(why.Places, d.isUnderTest) {
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
	if from := d.calledFrom(c); from.Line > 0 {
		last.Because = &trace.Cause{Kind: trace.CauseInside, Tasks: []int{int(task)}, Places: []trace.Place{from}}
		return c
	}
	why, ok := d.insideBefore(task, before)
	if start := PlaceOf(-1, d.x.Tasks[task].Where); d.isUnderTest(start) {
		started := trace.Cause{Kind: trace.CauseStarted, Tasks: []int{int(task)}, Places: []trace.Place{start}}
		if last.Because = &started; ok && len(why.Tasks) > 1 {
			started.Because = &why
		}
		return c
	}
	if ok {
		last.Because = &why
	}
	return c
}

// calledFrom is where the code under test called the function of the test in which the first
// step of c is made, unless its sentence tells that already.
func (d *Describer) calledFrom(c trace.Cause) (from trace.Place) {
	if len(c.From) == 0 && len(c.Steps) > 0 && c.Steps[0] >= 0 {
		if at := PlaceOf(-1, d.x.Rows[c.Steps[0]].From); d.isUnderTest(at) {
			return at
		}
	}
	return from
}

// insideBefore is what a task did last, before a row, in the code under test. Of the steps
// since it came there, one that found something otherwise than it had to be, or read there
// what another had changed, tells more than the last of all.
func (d *Describer) insideBefore(task int32, before int) (trace.Cause, bool) {
	best, rank := -1, 0
	for i, r := range slices.Backward(d.x.Rows[:before]) {
		if r.Task != task {
			continue
		}
		if !d.isUnderTest(PlaceOf(-1, r.Where)) {
			if best >= 0 {
				break
			}
			if from := PlaceOf(-1, r.From); d.isUnderTest(from) {
				return trace.Cause{Kind: trace.CauseInside, Tasks: []int{int(task)}, Places: []trace.Place{from}}, true
			}
			continue
		}
		if tells := d.telling(i); tells > rank {
			best, rank = i, tells
		}
	}
	if best < 0 {
		return trace.Cause{}, false
	}
	if k := d.changedBefore(best); k >= 0 {
		return d.called(d.about(trace.CauseInside, best, k)), true
	}
	return d.called(d.about(trace.CauseInside, best)), true
}

// telling is how much row i, of the code under test, tells of what its task came to know.
func (d *Describer) telling(i int) int {
	r := d.x.Rows[i]
	failed := slices.ContainsFunc(r.Notes, func(f trace.Fact) bool { return f.Kind == trace.FactSwapFailed })
	switch {
	case failed || d.notReady(i) || notGot(r):
		return 3
	case d.changedBefore(i) >= 0:
		return 2
	}
	return 1
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
	return at.Line > 0 && !isTest(at.File) && path.Dir(at.File) == d.home()
}

// home is the folder of the test.
func (d *Describer) home() string {
	if i := slices.IndexFunc(d.x.Rows, func(r kernel.Row) bool { return isTest(r.Where.File) }); i >= 0 {
		return path.Dir(d.x.Rows[i].Where.File)
	}
	return ""
}

func isTest(file string) bool { return strings.HasSuffix(file, "_test.go") }
