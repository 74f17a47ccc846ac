package search

import (
	"math/bits"
	"math/rand/v2"
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// Fair lets every task that can move do so in turn, a few events at a time;
// time passes only when nobody can. A program that gets nowhere under it gets
// nowhere because of what it does, not because of the schedule.
type Fair struct {
	Quantum int // events of one task in a row
	Reverse bool
	// Together lets all timers of one instant fire before anybody moves, so
	// that those who wake by them stay in step.
	Together bool

	rng *rand.Rand
}

// NewFair returns a fair strategy; chance decides choices between results.
func NewFair(quantum int, reverse, together bool, seed uint64) *Fair {
	return &Fair{Quantum: quantum, Reverse: reverse, Together: together, rng: rand.New(rand.NewPCG(seed, 1))}
}

// ThenFair returns a strategy that follows a schedule and then is fair.
func ThenFair(s trace.Schedule) kernel.Strategy {
	return &thenFair{Replay: NewReplay(s), fair: NewFair(1, false, false, 0)}
}

type thenFair struct {
	*Replay
	fair *Fair
}

func (s *thenFair) Pick(x *kernel.Exec, enabled []*kernel.Task) *kernel.Task {
	if s.at < len(s.Schedule) {
		return s.Replay.Pick(x, enabled)
	}
	s.at = len(s.Schedule) + 1
	return s.fair.Pick(x, enabled)
}

func (s *thenFair) Choose(x *kernel.Exec, options uint64) int {
	if s.at <= len(s.Schedule) {
		return s.Replay.Choose(x, options)
	}
	return s.fair.Choose(x, options)
}

// Pick is part of kernel.Strategy.
func (s *Fair) Pick(x *kernel.Exec, enabled []*kernel.Task) *kernel.Task {
	if i := slices.IndexFunc(enabled, isClock); s.Together && i >= 0 && x.DueNow() {
		return enabled[i]
	}
	if t := goesOn(x, enabled); t != nil && s.run(x) < s.Quantum {
		return t
	}
	last := int32(-1)
	if n := len(x.Events); n > 0 {
		last = x.Events[n-1].Task
	}
	return s.after(last, enabled)
}

func isClock(t *kernel.Task) bool { return t.ID == kernel.ClockID }

// run returns how many events in a row the last task has made.
func (s *Fair) run(x *kernel.Exec) (n int) {
	for i := len(x.Events) - 1; i >= 0 && x.Events[i].Task == x.Events[len(x.Events)-1].Task && n < s.Quantum; i-- {
		n++
	}
	return n
}

func (s *Fair) after(last int32, enabled []*kernel.Task) *kernel.Task {
	var first, next *kernel.Task
	for i := range enabled {
		t := enabled[i]
		if s.Reverse {
			t = enabled[len(enabled)-1-i]
		}
		if t.ID == kernel.ClockID {
			continue
		}
		if first == nil {
			first = t
		}
		if next == nil && (t.ID > last) != s.Reverse && t.ID != last {
			next = t
		}
	}
	switch {
	case next != nil:
		return next
	case first != nil:
		return first
	}
	return enabled[0]
}

// Choose is part of kernel.Strategy. Timers of one instant fire in the same
// order each time, lest a cycle go unseen.
func (s *Fair) Choose(x *kernel.Exec, options uint64) int {
	if x.Events[x.Latest()].Task == kernel.ClockID {
		return bits.TrailingZeros64(options)
	}
	return nthBit(options, s.rng.IntN(bits.OnesCount64(options)))
}
