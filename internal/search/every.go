package search

import (
	"math/bits"

	"racelab/internal/sim/kernel"
)

// Every is depth-first search over all decisions, without any reduction.
type Every struct {
	path []decision
	at   int
}

// decision is one node on the path: which alternatives there are, as task IDs
// or as results of an event, and which of them is being tried.
type decision struct {
	options []int
	chosen  int
}

// Pick is part of kernel.Strategy.
func (s *Every) Pick(_ *kernel.Exec, enabled []*kernel.Task) *kernel.Task {
	i := s.decide(len(enabled), func(i int) int { return i })
	return enabled[i]
}

// Choose is part of kernel.Strategy.
func (s *Every) Choose(_ *kernel.Exec, options uint64) int {
	return s.decide(bits.OnesCount64(options), func(i int) int { return nthBit(options, i) })
}

func (s *Every) decide(n int, option func(int) int) int {
	if s.at == len(s.path) {
		d := decision{}
		for i := range n {
			d.options = append(d.options, option(i))
		}
		s.path = append(s.path, d)
	}
	d := s.path[s.at]
	s.at++
	return d.options[d.chosen]
}

// Next prepares the next execution. It returns false when all have been tried.
func (s *Every) Next() bool {
	s.path = s.path[:s.at]
	s.at = 0
	for n := len(s.path); n > 0; n-- {
		if d := &s.path[n-1]; d.chosen+1 < len(d.options) {
			d.chosen++
			s.path = s.path[:n]
			return true
		}
	}
	return false
}

func nthBit(set uint64, n int) int {
	for range n {
		set &= set - 1
	}
	return bits.TrailingZeros64(set)
}
