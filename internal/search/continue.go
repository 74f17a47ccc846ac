package search

import "racelab/internal/sim/kernel"

// Continue returns a strategy that tries one schedule of every class among
// those that begin with the events of an execution that are given.
//
// What happened in a prefix happened before all that may follow. So two events
// after it depend on each other as they would if the state that it leads to
// were the first, and a race with an event of the prefix asks for a schedule
// that does not begin with it.
func Continue(events []kernel.Event) *DPOR {
	s := &DPOR{}
	for i := range events {
		e := &events[i]
		b := branch{e.Task, anyResult}
		if e.Options != 0 {
			b.result = e.Choice
		}
		s.prefix = append(s.prefix, b)
	}
	s.fixed = len(s.prefix)
	return s
}

// given makes n the node for a state in the prefix.
func (s *DPOR) given(n *node) {
	b := s.prefix[s.depth]
	n.plan = s.trees.grow(b)
	n.plan.opened = b.result != anyResult
}
