package search

import (
	"math/bits"
	"math/rand/v2"

	"racelab/internal/sim/kernel"
)

// Fair lets every task that can move do so in turn, a few events at a time;
// time passes only when nobody can. A program that gets nowhere under it gets
// nowhere because of what it does, not because of the schedule.
type Fair struct {
	Quantum int // events of one task in a row
	Reverse bool

	rng *rand.Rand
}

// NewFair returns a fair strategy; chance decides choices between results.
func NewFair(quantum int, reverse bool, seed uint64) *Fair {
	return &Fair{Quantum: quantum, Reverse: reverse, rng: rand.New(rand.NewPCG(seed, 1))}
}

// Pick is part of kernel.Strategy.
func (s *Fair) Pick(x *kernel.Exec, enabled []*kernel.Task) *kernel.Task {
	if t := goesOn(x, enabled); t != nil && s.run(x) < s.Quantum {
		return t
	}
	last := int32(-1)
	if n := len(x.Events); n > 0 {
		last = x.Events[n-1].Task
	}
	return s.after(last, enabled)
}

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

// Choose is part of kernel.Strategy.
func (s *Fair) Choose(_ *kernel.Exec, options uint64) int {
	return nthBit(options, s.rng.IntN(bits.OnesCount64(options)))
}
