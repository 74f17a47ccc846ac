// Accepted: the window is a channel with the cakes in it; taking one out is one step.

// Package soldout is the window of a cake shop: what lies in it is for sale,
// over the counter and by telephone at the same time.
package soldout

// Shop sells the cakes of one day. There are several clerks, so every method
// may be called by many goroutines at once.
type Shop struct {
	baked  int
	window chan struct{} // a token for each cake that is left
}

// Open puts the day's cakes into the window.
func Open(cakes int) *Shop {
	s := &Shop{baked: cakes, window: make(chan struct{}, cakes)}
	for range cakes {
		s.window <- struct{}{}
	}
	return s
}

// Sell sells one cake and returns true, or returns false if none is left. A
// customer is sent away only if every cake has been sold to somebody else.
func (s *Shop) Sell() bool {
	select {
	case <-s.window:
		return true
	default:
		return false
	}
}

// Left returns how many cakes lie in the window: the number on the sign by the
// door, which passers-by read while the clerks are selling.
func (s *Shop) Left() int {
	return len(s.window)
}

// Takings returns what the day has brought in so far, at a price for each
// cake that is no longer in the window.
func (s *Shop) Takings(price int) int {
	return (s.baked - s.Left()) * price
}
