package search

import (
	"math"
	"math/bits"
	"math/rand/v2"

	"racelab/internal/sim/kernel"
)

// Random samples schedules, for programs that have too many. It takes turns
// between three ways of sampling, because each is good at bugs that the others
// are bad at.
type Random struct {
	rng   rand.PCG
	round int
	way   int // of sampling, by round

	// PCT (Burckhardt, Kothari, Musuvathi and Nagarakatte, ASPLOS 2010): the
	// task with the highest priority moves; at a few random events the one that
	// moves gets the lowest.
	priority []int // by task; 0 is none yet
	lowest   int
	changes  []int
	length   int // events of the longest execution so far

	// POS (Yuan, Yang and Gu, CAV 2018): every announced event has a random
	// priority; those that race with the one chosen draw a new one.
	lots []int64 // by task; 0 is none yet
}

// depth is the number of ordering decisions that a bug may need for PCT to
// promise a good chance of meeting it.
const depth = 3

// NewRandom returns a strategy that makes the same choices for the same seed.
func NewRandom(seed uint64) *Random {
	return &Random{rng: *rand.NewPCG(seed, 0x9e3779b97f4a7c15), length: 32}
}

// below returns one of 0 … n-1: the one that rand.Rand.IntN returns, but for once in
// 2^64/n, without asking a source behind an interface for each step.
func (s *Random) below(n int) int {
	lot := s.rng.Uint64()
	if n&(n-1) == 0 {
		return int(lot & uint64(n-1))
	}
	high, _ := bits.Mul64(lot, uint64(n))
	return int(high)
}

// Next prepares the next execution. There always is one.
func (s *Random) Next(x *kernel.Exec) bool {
	s.length = max(s.length, len(x.Events))
	s.begin()
	return true
}

// begin makes ready for another sample.
func (s *Random) begin() {
	s.round++
	s.way = s.round % 3
	clear(s.priority)
	clear(s.lots)
	s.lowest, s.changes = 0, s.changes[:0]
	for range depth - 1 {
		s.changes = append(s.changes, s.below(s.length))
	}
}

// Pick is part of kernel.Strategy.
func (s *Random) Pick(x *kernel.Exec, enabled []*kernel.Task) *kernel.Task {
	switch {
	case s.way == 1:
		return s.pct(x, enabled)
	case len(enabled) == 1: // as often while a lock is held
		return enabled[0]
	case s.way == 2:
		return s.pos(x, enabled)
	}
	return enabled[s.below(len(enabled))]
}

// Choose is part of kernel.Strategy.
func (s *Random) Choose(_ *kernel.Exec, options uint64) int {
	return nthBit(options, s.below(bits.OnesCount64(options)))
}

func (s *Random) pct(x *kernel.Exec, enabled []*kernel.Task) *kernel.Task {
	s.priority = atLeast(s.priority, len(x.Tasks))
	best, highest := 0, math.MinInt
	for i, t := range enabled {
		p := s.priority[t.ID]
		if p == 0 {
			p = 1 + s.below(1<<30)
			s.priority[t.ID] = p
		}
		if p > highest {
			best, highest = i, p
		}
	}
	for _, at := range s.changes {
		if at == len(x.Events) {
			s.lowest--
			s.priority[enabled[best].ID] = s.lowest
		}
	}
	return enabled[best]
}

func (s *Random) pos(x *kernel.Exec, enabled []*kernel.Task) *kernel.Task {
	s.lots = atLeast(s.lots, len(x.Tasks))
	best, highest := 0, int64(-1)
	for i, t := range enabled {
		lot := s.lots[t.ID]
		if lot == 0 {
			lot = int64(s.rng.Uint64() << 11 >> 11)
			s.lots[t.ID] = lot
		}
		if lot > highest {
			best, highest = i, lot
		}
	}
	chosen := enabled[best]
	for _, t := range enabled {
		if t != chosen && conflict(t.Accesses(), chosen.Accesses()) {
			s.lots[t.ID] = 0
		}
	}
	s.lots[chosen.ID] = 0
	return chosen
}

// atLeast returns s with a length of n or more.
func atLeast[T any](s []T, n int) []T {
	if len(s) < n {
		s = append(s, make([]T, n-len(s))...)
	}
	return s
}
