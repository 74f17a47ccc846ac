package child

import (
	"math"

	"racelab/internal/diagnose"
	"racelab/internal/search"
	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// witness is a failing execution, recorded for a reader.
type witness struct {
	x           *kernel.Exec
	fault       trace.Fault
	schedule    trace.Schedule // what Replay needs
	whole       trace.Schedule
	preemptions int
	others      [][]string // who else could have moved, for each event
}

// replayed are the limits of a replay. No failure depends on how many steps may
// be made, but it may take more than the search that found it allowed.
func (s *session) replayed() kernel.Limits {
	l := s.limits
	l.Steps = max(l.Steps, s.longest)
	return l
}

// record follows a schedule and keeps every step.
func (s *session) record(schedule trace.Schedule) *witness {
	return s.follow(schedule, s.replayed(), true)
}

// retrace follows a schedule to see where it leads, which is quicker.
func (s *session) retrace(schedule trace.Schedule) *witness {
	return s.follow(schedule, s.replayed(), false)
}

func (s *session) follow(schedule trace.Schedule, limits kernel.Limits, recorded bool) *witness {
	r := search.NewReplay(schedule)
	o := &search.Observer{Strategy: r}
	limits.Crashes = true
	x := s.execute(o, limits, recorded)
	w := &witness{
		x: x, fault: diagnose.Verdict(x), whole: search.ScheduleOf(x),
		preemptions: o.Preemptions, others: o.Alternative,
	}
	// An empty one would not be recognised as one.
	w.schedule = w.whole[:min(max(o.Needed, 1), len(w.whole))]
	return w
}

// shows reports whether w fails as f did.
func (w *witness) shows(f *finding) bool {
	switch {
	case f.cycle > 0:
		return len(w.x.Events) == len(f.schedule) && recurs(w.x, f.cycle, 2)
	case f.fault == trace.DataRace:
		return w.x.Race != nil
	}
	return w.fault == f.fault
}

// shorten looks for a failure with fewer preemptions than f has, first among
// all schedules with few, then by leaving out switches of f itself. It returns
// the better one, and whether no schedule with fewer preemptions fails.
func (s *session) shorten(f *finding) (best *finding, minimal bool) {
	if f.cycle > 0 {
		return f, false // a fair schedule is what makes it a failure
	}
	w := s.record(f.schedule)
	if w.fault != f.fault {
		s.lost = true
		return f, false
	}
	if w.preemptions == 0 {
		return f, true
	}
	kept := s.failure
	s.failure = nil
	all, whole := s.shorter(w.preemptions-1, len(f.schedule))
	found := s.failure
	s.failure = kept
	if found != nil {
		return found, whole // Bounded meets the simplest first
	}
	if all && whole {
		return f, true
	}
	return s.merge(f, w), false
}

// shorter looks for a failure with at most so many preemptions, at every access of
// memory. It reports whether it has tried all, and whether what it tried came to its end.
// length is how many steps one failure takes; another may take twice as many.
func (s *session) shorter(preemptions, length int) (all, whole bool) {
	kept, steps, cut := s.budget, s.limits.Steps, s.cut
	s.budget.maxSteps, s.budget.maxSchedules = s.budget.steps+shortenSteps, math.MaxInt
	s.limits.Steps, s.cut = max(steps, min(2*length, s.longest)), cuts{}
	race, points := s.race, s.points
	s.race, s.points = nil, nil // it sets a limit of its own
	all = s.bounded(preemptions, math.MaxInt/2, shortenSteps)
	whole = s.cut.all() == 0
	s.race, s.points = race, points
	s.limits.Steps, s.cut = steps, cut
	s.budget.maxSteps, s.budget.maxSchedules = kept.maxSteps, kept.maxSchedules
	return all, whole
}

// merge leaves out one switch at a time, for as long as the failure stays the
// same: the task that moved before a switch moves once more instead.
func (s *session) merge(f *finding, w *witness) *finding {
	best, fewest := f, w.preemptions
	last := s.budget.steps + mergeSteps
	for again := true; again; {
		again = false
		for i := 1; i < len(best.schedule); i++ {
			if best.schedule[i].Task == best.schedule[i-1].Task {
				continue
			}
			if s.budget.steps > last || s.budget.over() {
				return best
			}
			try := s.retrace(swapped(best.schedule, i))
			if try.fault == f.fault && try.preemptions < fewest {
				best, fewest, again = &finding{fault: f.fault, schedule: try.whole, terms: f.terms}, try.preemptions, true
				i-- // the task that moved before may have more to do
			}
		}
	}
	return best
}

// swapped moves the next step of the task that moved before i to before i.
func swapped(s trace.Schedule, i int) trace.Schedule {
	for k := i; k < len(s); k++ {
		if s[k].Task == s[i-1].Task {
			out := append(trace.Schedule{}, s[:i]...)
			out = append(out, s[k])
			out = append(out, s[i:k]...)
			return append(out, s[k+1:]...)
		}
	}
	return s
}

// passing finds the latest decision of w that could have saved it.
func (s *session) passing(w *witness) *trace.Passing {
	tried, last := 0, s.budget.steps+passingSteps
	for i := len(w.whole) - 1; i >= 0; i-- {
		for _, other := range w.others[i] {
			if other == trace.ClockPath || tried >= passingTries || s.budget.steps > last || s.budget.over() {
				continue
			}
			tried++
			try := append(append(trace.Schedule{}, w.whole[:i]...), trace.Decision{Task: other, Result: -1})
			if p := s.retrace(try); p.fault == "" && p.x.Race == nil && !p.x.Cut {
				return &trace.Passing{Replay: p.schedule.String(), Differ: i, Task: int(taskID(p, other))}
			}
		}
	}
	return nil
}

func taskID(w *witness, path string) int32 {
	for _, t := range w.x.Tasks {
		if t != nil && t.Path() == path {
			return t.ID
		}
	}
	return -1
}
