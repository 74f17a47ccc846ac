// Rejected: the tokens are exact and the sign lags behind: who finds no token is sent away past a sign that still says 1.
// Belief: shown-before-it-is-so

// Package soldout is the window of a cake shop: what lies in it is for sale,
// over the counter and by telephone at the same time.
package soldout

import (
	"sync/atomic"

	"golang.org/x/sync/semaphore"
)

// Shop sells the cakes of one day. There are several clerks, so every method
// may be called by many goroutines at once.
type Shop struct {
	cakes *semaphore.Weighted
	baked int64
	sold  atomic.Int64
}

// Open puts the day's cakes into the window.
func Open(cakes int) *Shop {
	s := &Shop{baked: int64(cakes)}
	s.cakes = semaphore.NewWeighted(s.baked)
	return s
}

// Sell sells one cake and returns true, or returns false if none is left. A
// customer is sent away only if every cake has been sold to somebody else.
func (s *Shop) Sell() bool {
	if !s.cakes.TryAcquire(1) {
		return false
	}
	s.sold.Add(1)
	return true
}

// Left returns how many cakes lie in the window: the number on the sign by the
// door, which passers-by read while the clerks are selling.
func (s *Shop) Left() int {
	return int(s.baked - s.sold.Load())
}

// Takings returns what the day has brought in so far, at a price for each
// cake that is no longer in the window.
func (s *Shop) Takings(price int) int {
	return int(s.sold.Load()) * price
}
