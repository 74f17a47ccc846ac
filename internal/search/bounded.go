package search

import (
	"math/bits"
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// Bounded tries all schedules without a preemption, then all with one, and so
// on (iterative context bounding; Musuvathi and Qadeer, PLDI 2007). The first
// failure it meets therefore has as few preemptions as any. A preemption is a
// switch away from a task that could have gone on, or the passing of time
// while it could. It is never combined with partial-order reduction: the bound
// would cut off the schedules that the reduction relies on.
type Bounded struct {
	Limit       int  // of preemptions
	Preemptions int  // of the execution under way
	Lost        bool // the same decisions led elsewhere; see DPOR.Lost

	prefix trace.Schedule
	path   trace.Schedule
	work   [][]turn // yet to be tried, by the number of preemptions
	room   int
	full   bool
}

// turn is a decision that an execution took otherwise after so many others.
type turn struct {
	path  trace.Schedule // of the execution, which may be longer
	after int
	other trace.Decision
}

// most is how many turns are kept; a search that would need more is not
// exhaustive any longer.
const most = 1 << 18

// Pick is part of kernel.Strategy.
func (s *Bounded) Pick(x *kernel.Exec, enabled []*kernel.Task) *kernel.Task {
	i := len(s.path)
	var chosen *kernel.Task
	if i < len(s.prefix) {
		chosen = find(enabled, s.prefix[i].Task)
		if chosen == nil {
			s.Lost = true
			return nil
		}
	} else {
		chosen = steady(x, enabled)
		cost := 0
		if goesOn(x, enabled) != nil {
			cost = 1
		}
		for _, t := range enabled {
			if t != chosen {
				s.later(i, trace.Decision{Task: t.Path(), Result: -1}, cost)
			}
		}
	}
	s.path = append(s.path, trace.Decision{Task: chosen.Path(), Result: -1})
	return chosen
}

// Choose is part of kernel.Strategy. Another result costs nothing.
func (s *Bounded) Choose(_ *kernel.Exec, options uint64) int {
	i := len(s.path) - 1
	now := s.path[i]
	if i < len(s.prefix) && s.prefix[i].Result >= 0 {
		s.path[i].Result = s.prefix[i].Result
		return s.prefix[i].Result
	}
	for rest := options & (options - 1); rest != 0; rest &= rest - 1 {
		s.later(i, trace.Decision{Task: now.Task, Result: bits.TrailingZeros64(rest)}, 0)
	}
	s.path[i].Result = bits.TrailingZeros64(options)
	return s.path[i].Result
}

// later notes that other should be tried after the first decisions of the path
// instead of what comes next.
func (s *Bounded) later(after int, other trace.Decision, cost int) {
	if s.room >= most {
		s.full = true
		return
	}
	s.room++
	level := s.Preemptions + cost
	for len(s.work) <= level {
		s.work = append(s.work, nil)
	}
	s.work[level] = append(s.work[level], turn{s.path, after, other})
}

// Complete reports whether no schedule was left out for want of memory.
func (s *Bounded) Complete() bool { return !s.full }

// Next prepares the next execution. It returns false when every schedule with
// at most Limit preemptions has been tried.
func (s *Bounded) Next(*kernel.Exec) bool {
	s.path = nil // others turn off it
	for level, list := range s.work {
		if n := len(list); n > 0 && level <= s.Limit {
			turn := list[n-1]
			s.prefix, s.work[level] = append(slices.Clone(turn.path[:turn.after]), turn.other), list[:n-1]
			s.Preemptions = level
			s.room--
			return true
		}
	}
	return false
}

func find(enabled []*kernel.Task, path string) *kernel.Task {
	for _, t := range enabled {
		if t.Path() == path {
			return t
		}
	}
	return nil
}
