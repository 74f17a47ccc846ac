package search

import (
	"math/bits"
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// Replay follows a schedule, and after its end goes on without preemption.
type Replay struct {
	Schedule trace.Schedule
	// Diverged is the number of the first decision that could not be followed,
	// because that task could not move; -1 if all could. The program is then
	// another one than that which the schedule was made for.
	Diverged int

	at int
}

// NewReplay returns a strategy that follows s once.
func NewReplay(s trace.Schedule) *Replay { return &Replay{Schedule: s, Diverged: -1} }

// Pick is part of kernel.Strategy. Decisions that are impossible are passed over.
func (r *Replay) Pick(x *kernel.Exec, enabled []*kernel.Task) *kernel.Task {
	for r.at < len(r.Schedule) {
		want := r.Schedule[r.at].Task
		r.at++
		for _, t := range enabled {
			if t.Path() == want {
				return t
			}
		}
		if r.Diverged < 0 {
			r.Diverged = r.at - 1
		}
	}
	return steady(x, enabled)
}

// Choose is part of kernel.Strategy.
func (r *Replay) Choose(_ *kernel.Exec, options uint64) int {
	if r.at > 0 && r.at <= len(r.Schedule) {
		if want := r.Schedule[r.at-1].Result; want >= 0 && want < 64 && options&(1<<want) != 0 {
			return want
		}
	}
	return bits.TrailingZeros64(options)
}

// steady goes on with whoever moved last, or else with the first that can;
// time passes only when nobody can move.
func steady(x *kernel.Exec, enabled []*kernel.Task) *kernel.Task {
	if t := goesOn(x, enabled); t != nil {
		return t
	}
	for _, t := range enabled {
		if t.ID != kernel.ClockID {
			return t
		}
	}
	return enabled[0]
}

// goesOn returns the task that moved last, if it can move again.
func goesOn(x *kernel.Exec, enabled []*kernel.Task) *kernel.Task {
	if len(x.Events) == 0 {
		return nil
	}
	last := x.Events[len(x.Events)-1].Task
	i := slices.IndexFunc(enabled, func(t *kernel.Task) bool { return t.ID == last && t.ID != kernel.ClockID })
	if i < 0 {
		return nil
	}
	return enabled[i]
}
