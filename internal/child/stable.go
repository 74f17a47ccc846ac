package child

import (
	"racelab/internal/diagnose"
	"racelab/internal/search"
	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// unstable says where executions with the same decisions part. They are those
// of f, if there is one.
func (s *session) unstable(f *finding) {
	s.report.Outcome, s.report.Race = trace.Inconclusive, nil
	s.report.Failure = &trace.Failure{Fault: trace.Unstable, Cause: trace.Cause{Kind: trace.CauseUnstable}}
	var schedule trace.Schedule
	if f != nil {
		schedule = f.schedule
	}
	first := history(s.record(schedule).x)
	for range repeats {
		if at, same := first.parts(history(s.record(schedule).x)); !same {
			if at.Line > 0 {
				s.report.Failure.Cause.Places = []trace.Place{diagnose.PlaceOf(-1, at)}
			}
			return
		}
	}
}

// repeats is how often a schedule is followed again to see whether it leads to
// the same execution; leastRepeats, if there is no time left, or it is long.
const (
	repeats      = 8
	leastRepeats = 2
)

// stable reports whether a schedule leads to the same execution each time. It
// is the check of last resort: what a search did not have reason to try twice,
// it does not know to be the same.
func (s *session) stable(schedule trace.Schedule) bool {
	var first moves
	for i, last := 0, s.budget.steps+stableSteps; i < repeats; i++ {
		if i >= leastRepeats && (s.budget.over() || s.budget.steps > last) {
			break
		}
		now := history(s.execute(search.NewReplay(schedule), s.replayed(), false))
		if i == 0 {
			first = now
		} else if _, same := first.parts(now); !same {
			return false
		}
	}
	return true
}

// moves is what must be the same in two executions with the same schedule.
// Addresses need not be.
type moves struct {
	steps  []move
	faults []kernel.Fault
	places []kernel.Pos // of steps, if recorded
	racy   bool
}

type move struct {
	task    int32
	kind    kernel.Kind
	site    int32
	options uint64
}

func history(x *kernel.Exec) moves {
	m := moves{faults: x.Faults, racy: x.Race != nil}
	for i := range x.Events {
		e := &x.Events[i]
		m.steps = append(m.steps, move{e.Task, e.Kind, e.Site, e.Options})
	}
	for _, r := range x.Rows {
		m.places = append(m.places, r.Where)
	}
	return m
}

// parts returns the first place at which a and b are not the same.
func (a moves) parts(b moves) (at kernel.Pos, same bool) {
	if len(a.steps) < len(b.steps) {
		a, b = b, a
	}
	for i := range a.steps {
		placed := i < len(a.places)
		if i < len(b.steps) && a.steps[i] == b.steps[i] && (!placed || i >= len(b.places) || a.places[i] == b.places[i]) {
			continue
		}
		if placed {
			at = a.places[i]
		}
		return at, false
	}
	if len(a.faults) < len(b.faults) {
		a, b = b, a
	}
	for i, f := range a.faults {
		if i >= len(b.faults) || b.faults[i].Kind != f.Kind || b.faults[i].Task != f.Task {
			return kernel.Learner(f.PCs), false
		}
	}
	return at, a.racy == b.racy
}
