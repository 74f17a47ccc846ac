// Rejected: only the clerks take the lock: a passer-by finds the cake gone from the window and not yet paid for.
// Belief: any-lock-keeps-others-out

// Package soldout is the window of a cake shop: what lies in it is for sale,
// over the counter and by telephone at the same time.
package soldout

import (
	"sync"
	"sync/atomic"
)

// Shop sells the cakes of one day. There are several clerks, so every method
// may be called by many goroutines at once.
type Shop struct {
	mu   sync.Mutex
	left atomic.Int64 // in the window
	sold atomic.Int64 // paid for
}

// Open puts the day's cakes into the window.
func Open(cakes int) *Shop {
	s := &Shop{}
	s.left.Store(int64(cakes))
	return s
}

// Sell sells one cake and returns true, or returns false if none is left. A
// customer is sent away only if every cake has been sold to somebody else.
func (s *Shop) Sell() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.left.Load() == 0 {
		return false
	}
	s.left.Add(-1)
	s.sold.Add(1)
	return true
}

// Left returns how many cakes lie in the window: the number on the sign by the
// door, which passers-by read while the clerks are selling.
func (s *Shop) Left() int {
	return int(s.left.Load())
}

// Takings returns what the day has brought in so far, at a price for each
// cake that is no longer in the window.
func (s *Shop) Takings(price int) int {
	return int(s.sold.Load()) * price
}
