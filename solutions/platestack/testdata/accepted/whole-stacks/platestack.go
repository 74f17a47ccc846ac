// Accepted: a stack is never changed: each call makes another one that shares the lower part.

// Package platestack is the stack of plates in the kitchen of a hotel. Each plate
// lies on a felt, so that it does not scratch the plate below.
package platestack

import "sync/atomic"

// Stack is a stack of plates. Its methods may be called by many goroutines at once.
// Whatever they do, each call is as good as made alone: what all of them return is
// what they could return one after the other, in some order in which a call that
// had returned comes before one that began later.
type Stack struct {
	plates atomic.Pointer[plates]
}

// plates are what lies there at one time: the one on top, and those below.
type plates struct {
	plate int64
	below *plates
}

// New returns a stack without plates.
func New() *Stack { return &Stack{} }

// Push lays a plate on top.
func (s *Stack) Push(plate int64) {
	for {
		now := s.plates.Load()
		if s.plates.CompareAndSwap(now, &plates{plate, now}) {
			return
		}
	}
}

// Pop takes the plate on top. If there is none, ok is false.
func (s *Stack) Pop() (plate int64, ok bool) {
	for {
		now := s.plates.Load()
		if now == nil {
			return 0, false
		}
		if s.plates.CompareAndSwap(now, now.below) {
			return now.plate, true
		}
	}
}
