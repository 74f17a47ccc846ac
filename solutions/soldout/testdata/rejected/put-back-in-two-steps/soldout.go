// Rejected: two who came too late put back what neither had: one writes over the other, and a cake lies there that was never baked.
// Belief: safe-steps-are-safe-together

// Package soldout is the window of a cake shop: what lies in it is for sale,
// over the counter and by telephone at the same time.
package soldout

import "sync/atomic"

// Shop sells the cakes of one day. There are several clerks, so every method
// may be called by many goroutines at once.
type Shop struct {
	baked int64
	left  atomic.Int64
}

// Open puts the day's cakes into the window.
func Open(cakes int) *Shop {
	s := &Shop{baked: int64(cakes)}
	s.left.Store(s.baked)
	return s
}

// Sell sells one cake and returns true, or returns false if none is left. A
// customer is sent away only if every cake has been sold to somebody else.
func (s *Shop) Sell() bool {
	if s.left.Add(-1) < 0 {
		// Only single cakes are sold and none are added, so whoever comes
		// meanwhile would have been sent away as well.
		s.left.Store(s.left.Load() + 1)
		return false
	}
	return true
}

// Left returns how many cakes lie in the window: the number on the sign by the
// door, which passers-by read while the clerks are selling.
func (s *Shop) Left() int {
	return int(max(0, s.left.Load()))
}

// Takings returns what the day has brought in so far, at a price for each
// cake that is no longer in the window.
func (s *Shop) Takings(price int) int {
	return (int(s.baked) - s.Left()) * price
}
