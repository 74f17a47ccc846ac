// Rejected: two cooks find the same felt to spare, and lay two plates on it.
// Belief: safe-steps-are-safe-together

// Package platestack is the stack of plates in the kitchen of a hotel. Each plate
// lies on a felt, so that it does not scratch the plate below.
package platestack

import "sync/atomic"

// Stack is a stack of plates. Its methods may be called by many goroutines at once.
// Whatever they do, each call is as good as made alone: what all of them return is
// what they could return one after the other, in some order in which a call that
// had returned comes before one that began later.
type Stack struct {
	sign  atomic.Pointer[sign]
	spare atomic.Pointer[felt] // taken off last, for the next plate
}

// sign says which felt is on top. None is put up twice.
type sign struct{ top *felt }

// felt lies below one plate and above another felt.
type felt struct {
	plate atomic.Int64
	below atomic.Pointer[felt]
}

// New returns a stack without plates.
func New() *Stack {
	s := &Stack{}
	s.sign.Store(&sign{})
	return s
}

// Push lays a plate on top.
func (s *Stack) Push(plate int64) {
	f := s.spare.Load()
	s.spare.Store(nil)
	if f == nil {
		f = new(felt)
	}
	f.plate.Store(plate)
	for {
		now := s.sign.Load()
		f.below.Store(now.top)
		if s.sign.CompareAndSwap(now, &sign{f}) {
			return
		}
	}
}

// Pop takes the plate on top. If there is none, ok is false.
func (s *Stack) Pop() (plate int64, ok bool) {
	for {
		now := s.sign.Load()
		top := now.top
		if top == nil {
			return 0, false
		}
		plate, below := top.plate.Load(), top.below.Load()
		if s.sign.CompareAndSwap(now, &sign{below}) {
			s.spare.Store(top)
			return plate, true
		}
	}
}
