package diagnose

import (
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// met explains a check by two goroutines that were in one place at once, as the doors of
// a stage tell: by the locks that they held, or else by where they were started.
func (d *Describer) met() (trace.Cause, bool) {
	came, here, ok := d.firstMeeting()
	if !ok {
		return trace.Cause{}, false
	}
	c := d.called(d.about(trace.CauseMet, came, here))
	c.Because = d.locks(c.Tasks, []int{d.heldAt(came), d.heldAt(here)})
	if a, b, ok := d.bothUsed(d.sideOf(came), d.sideOf(here)); c.Because == nil && ok && !d.x.Rows[a].Kind.Op().Use().Exclusive {
		used := d.called(d.about(trace.CauseBothUsed, a, b))
		c.Because = &used
	}
	if c.Because == nil {
		c.Because = &trace.Cause{Kind: trace.CauseBeside, Tasks: c.Tasks, Places: []trace.Place{d.startOf(came), d.startOf(here)}}
	}
	return c, true
}

// firstMeeting are the rows in which a goroutine comes to a door in which another one
// is, and in which that one came.
func (d *Describer) firstMeeting() (came, here int, ok bool) {
	inside := map[trace.Object]map[int32]int{}
	for i, r := range d.checked() {
		if r.Kind != kernel.KDoor {
			continue
		}
		at := inside[r.Object]
		if at == nil {
			at = map[int32]int{}
			inside[r.Object] = at
		}
		switch {
		case calls(r, "leaves"):
			delete(at, r.Task)
		case calls(r, "enters"):
			for _, here := range at {
				return i, here, true
			}
			at[r.Task] = i
		}
	}
	return 0, 0, false
}

func calls(r kernel.Row, method string) bool {
	return slices.ContainsFunc(r.Notes, func(f trace.Fact) bool { return f.Kind == trace.FactCalls && f.Text == method })
}

// startOf is where the task of a row was started.
func (d *Describer) startOf(row int) trace.Place {
	return PlaceOf(-1, d.x.Tasks[d.x.Rows[row].Task].Where)
}
