// Rejected: who takes a plate is counted at the door and gone from the count in the next moment, so a felt is given away while somebody holds it.
// Belief: shown-before-it-is-so

// Package platestack is the stack of plates in the kitchen of a hotel. Each plate
// lies on a felt, so that it does not scratch the plate below.
package platestack

import "sync/atomic"

// Stack is a stack of plates. Its methods may be called by many goroutines at once.
// Whatever they do, each call is as good as made alone: what all of them return is
// what they could return one after the other, in some order in which a call that
// had returned comes before one that began later.
type Stack struct {
	top    atomic.Pointer[felt]
	spare  atomic.Pointer[felt] // nobody holds it
	taking atomic.Int64         // how many are in Pop
}

// felt lies below one plate and above another felt.
type felt struct {
	plate atomic.Int64
	below atomic.Pointer[felt]
}

// New returns a stack without plates.
func New() *Stack { return &Stack{} }

// Push lays a plate on top.
func (s *Stack) Push(plate int64) {
	f := s.spare.Swap(nil)
	if f == nil {
		f = new(felt)
	}
	f.plate.Store(plate)
	for {
		top := s.top.Load()
		f.below.Store(top)
		if s.top.CompareAndSwap(top, f) {
			return
		}
	}
}

// Pop takes the plate on top. If there is none, ok is false.
func (s *Stack) Pop() (plate int64, ok bool) {
	s.taking.Add(1)
	s.taking.Add(-1)
	for {
		top := s.top.Load()
		if top == nil {
			return 0, false
		}
		plate, below := top.plate.Load(), top.below.Load()
		if s.top.CompareAndSwap(top, below) {
			if s.taking.Load() == 1 {
				s.spare.Store(top)
			}
			return plate, true
		}
	}
}
