// Rejected: one word to whoever waits: a baker hears that there is a cake, and the seller does not.
// Belief: one-wake-up-reaches-all

// Package handover is a cake shop with a kitchen behind it: bakers put cakes on
// the counter, a seller takes them off, and one ledger says what happened.
package handover

import (
	"slices"
	"sync"
)

// Shop joins the kitchen and the sales floor. Baked and Sold may be called at
// any time by anybody, also while a cake is being wrapped.
type Shop struct {
	room int
	wrap func(cake string)

	mu      sync.Mutex
	moved   *sync.Cond // the counter or closed changed
	counter []string
	closed  bool
	baked   []string
	sold    []string
}

// Open returns a shop whose counter has room for that many cakes. A baker with
// nowhere to put a cake waits, so the kitchen never runs far ahead of the
// sales. The seller calls wrap for every cake before it is noted as sold.
func Open(room int, wrap func(cake string)) *Shop {
	s := &Shop{room: room, wrap: wrap}
	s.moved = sync.NewCond(&s.mu)
	return s
}

// Bake notes the cake as baked and then puts it on the counter, so whoever has
// a cake in hand finds it in the ledger. The cakes of one baker are sold in the
// order in which they were baked.
func (s *Shop) Bake(cake string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.counter) > s.room {
		s.moved.Wait()
	}
	s.baked = append(s.baked, cake)
	s.counter = append(s.counter, cake)
	s.moved.Signal()
}

// Sell wraps and sells every cake that comes over the counter. It returns when
// the shop is closed and the counter is empty.
func (s *Shop) Sell() {
	for cake, ok := s.take(); ok; cake, ok = s.take() {
		s.wrap(cake)
		s.mu.Lock()
		s.sold = append(s.sold, cake)
		s.mu.Unlock()
	}
}

// Close says that the last cake was baked; no Bake may follow.
func (s *Shop) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	s.moved.Broadcast()
}

// take waits for the next cake; it returns false when there will be none.
func (s *Shop) take() (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.counter) == 0 && !s.closed {
		s.moved.Wait()
	}
	if len(s.counter) == 0 {
		return "", false
	}
	cake := s.counter[0]
	s.counter = s.counter[1:]
	s.moved.Signal()
	return cake, true
}

// Baked returns the cakes noted as baked so far, oldest first.
func (s *Shop) Baked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.baked)
}

// Sold returns the cakes noted as sold so far, oldest first.
func (s *Shop) Sold() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.sold)
}
