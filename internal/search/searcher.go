package search

import "racelab/internal/sim/kernel"

// A Searcher chooses one schedule after another.
type Searcher interface {
	kernel.Strategy
	// Next learns from the execution that has just ended, and prepares the next
	// one. It returns false if there is none.
	Next(x *kernel.Exec) bool
	// Strayed reports whether the same decisions led elsewhere than before:
	// something that the kernel does not control has a say in the program.
	Strayed() bool
}

// Strayed is part of Searcher.
func (s *DPOR) Strayed() bool { return s.Lost }

// Strayed is part of Searcher.
func (s *Bounded) Strayed() bool { return s.Lost }

// Strayed is part of Searcher. Samples have nothing to do with each other.
func (s *Random) Strayed() bool { return false }
