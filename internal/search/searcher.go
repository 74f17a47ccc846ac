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
	// Restart forgets what was learned: executions are made of other steps now.
	Restart()
}

// Strayed is part of Searcher.
func (s *DPOR) Strayed() bool { return s.Lost }

// Strayed is part of Searcher.
func (s *Bounded) Strayed() bool { return s.Lost }

// Strayed is part of Searcher. Samples have nothing to do with each other.
func (s *Random) Strayed() bool { return false }

// Restart is part of Searcher.
func (s *DPOR) Restart() {
	*s = DPOR{prefix: s.prefix, fixed: len(s.prefix), job: s.job, partEvery: s.partEvery}
}

// Restart is part of Searcher.
func (s *Bounded) Restart() { *s = Bounded{Limit: s.Limit} }

// Restart is part of Searcher. The next sample is another one.
func (s *Random) Restart() { s.begin() }
