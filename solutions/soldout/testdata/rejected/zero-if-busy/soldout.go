// Rejected: who reads the sign while somebody is at the window does not wait, and reads 0: that was never true.
// Belief: giving-up-is-harmless

// Package soldout is the window of a cake shop: what lies in it is for sale,
// over the counter and by telephone at the same time.
package soldout

import "sync"

// Shop sells the cakes of one day. There are several clerks, so every method
// may be called by many goroutines at once.
type Shop struct {
	baked int

	mu   sync.Mutex // guards left
	left int
}

// Open puts the day's cakes into the window.
func Open(cakes int) *Shop {
	return &Shop{baked: cakes, left: cakes}
}

// Sell sells one cake and returns true, or returns false if none is left. A
// customer is sent away only if every cake has been sold to somebody else.
func (s *Shop) Sell() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.left == 0 {
		return false
	}
	s.left--
	return true
}

// Left returns how many cakes lie in the window: the number on the sign by the
// door, which passers-by read while the clerks are selling.
func (s *Shop) Left() int {
	if !s.mu.TryLock() {
		return 0
	}
	defer s.mu.Unlock()
	return s.left
}

// Takings returns what the day has brought in so far, at a price for each
// cake that is no longer in the window.
func (s *Shop) Takings(price int) int {
	return (s.baked - s.Left()) * price
}
