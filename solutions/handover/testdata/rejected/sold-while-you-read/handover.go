// Rejected: while somebody reads the ledger no sale is noted, and none is later.
// Belief: giving-up-is-harmless

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
	counter chan string
	wrap    func(cake string)

	// mu guards baked and sold. Nobody waits for the counter while holding it.
	mu    sync.Mutex
	baked []string
	sold  []string
}

// Open returns a shop whose counter has room for that many cakes. A baker with
// nowhere to put a cake waits, so the kitchen never runs far ahead of the
// sales. The seller calls wrap for every cake before it is noted as sold.
func Open(room int, wrap func(cake string)) *Shop {
	return &Shop{counter: make(chan string, room), wrap: wrap}
}

// Bake notes the cake as baked and then puts it on the counter, so whoever has
// a cake in hand finds it in the ledger. The cakes of one baker are sold in the
// order in which they were baked.
func (s *Shop) Bake(cake string) {
	s.mu.Lock()
	s.baked = append(s.baked, cake)
	s.mu.Unlock()
	s.counter <- cake
}

// Sell wraps and sells every cake that comes over the counter. It returns when
// the shop is closed and the counter is empty.
func (s *Shop) Sell() {
	for cake := range s.counter {
		s.wrap(cake)
		if !s.mu.TryLock() {
			continue
		}
		s.sold = append(s.sold, cake)
		s.mu.Unlock()
	}
}

// Close says that the last cake was baked; no Bake may follow.
func (s *Shop) Close() { close(s.counter) }

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
