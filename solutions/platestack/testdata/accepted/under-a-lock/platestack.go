// Accepted: one lock, and a slice.

// Package platestack is the stack of plates in the kitchen of a hotel. Each plate
// lies on a felt, so that it does not scratch the plate below.
package platestack

import "sync"

// Stack is a stack of plates. Its methods may be called by many goroutines at once.
// Whatever they do, each call is as good as made alone: what all of them return is
// what they could return one after the other, in some order in which a call that
// had returned comes before one that began later.
type Stack struct {
	mu     sync.Mutex // guards plates
	plates []int64
}

// New returns a stack without plates.
func New() *Stack { return &Stack{} }

// Push lays a plate on top.
func (s *Stack) Push(plate int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.plates = append(s.plates, plate)
}

// Pop takes the plate on top. If there is none, ok is false.
func (s *Stack) Pop() (plate int64, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	last := len(s.plates) - 1
	if last < 0 {
		return 0, false
	}
	plate, s.plates = s.plates[last], s.plates[:last]
	return plate, true
}
