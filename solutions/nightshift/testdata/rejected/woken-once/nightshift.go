// Rejected: two shops wait for the baker, both are woken, and neither looks again: one order lies on top of the other.
// Belief: who-is-woken-need-not-look

// Package nightshift is the bakery after dark: one baker works alone on the
// orders that are handed in through a hatch, until the shift is closed.
package nightshift

import "sync"

// Shift is one night of one baker. Its methods may be called by several people
// at once.
type Shift struct {
	bake func(cake string)

	mu      sync.Mutex // guards all that follows
	changed *sync.Cond
	waits   bool    // the baker waits for an order
	order   *string // what a shop has handed to the baker
	closed  bool
	home    bool
}

// Start lets the baker in, who bakes one cake after another, in the order in
// which they come through the hatch, and takes no order while a cake is in the
// oven. Bake may take long and always returns.
func Start(bake func(cake string)) *Shift {
	s := &Shift{bake: bake}
	s.changed = sync.NewCond(&s.mu)
	go s.work()
	return s
}

// work is what the baker does all night.
func (s *Shift) work() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		s.waits = true
		s.changed.Broadcast()
		for s.order == nil && !s.closed {
			s.changed.Wait()
		}
		if s.order == nil {
			s.home = true
			s.changed.Broadcast()
			return
		}
		cake := *s.order
		s.order = nil
		s.mu.Unlock()
		s.bake(cake)
		s.mu.Lock()
	}
}

// Order hands an order through the hatch and waits until the baker takes it.
// It returns true if the baker has taken it: the cake will be baked. It returns
// false if the shift is closed or is closed meanwhile, and the order is not taken.
func (s *Shift) Order(cake string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.waits && !s.closed {
		s.changed.Wait()
	}
	if s.closed {
		return false
	}
	s.waits, s.order = false, &cake
	s.changed.Broadcast()
	return true
}

// Close ends the shift. When it returns, every cake that was taken through the
// hatch is baked and the baker has gone home. It may be called more than once,
// by several people at once, and the same is true for each of them.
func (s *Shift) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	s.changed.Broadcast()
	for !s.home {
		s.changed.Wait()
	}
}
