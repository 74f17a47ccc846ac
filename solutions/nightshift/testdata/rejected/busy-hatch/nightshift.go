// Rejected: while one shop stands at the hatch the next is told that the shift is closed.
// Belief: giving-up-is-harmless

// Package nightshift is the bakery after dark: one baker works alone on the
// orders that are handed in through a hatch, until the shift is closed.
package nightshift

import "sync"

// Shift is one night of one baker. Its methods may be called by several people
// at once.
type Shift struct {
	bake  func(cake string)
	hatch chan string
	home  chan struct{} // closed by the baker, after the last cake

	mu     sync.Mutex // guards closed, and is held by who sends or closes
	closed bool
}

// Start lets the baker in, who bakes one cake after another, in the order in
// which they come through the hatch, and takes no order while a cake is in the
// oven. Bake may take long and always returns.
func Start(bake func(cake string)) *Shift {
	s := &Shift{bake: bake, hatch: make(chan string), home: make(chan struct{})}
	go s.work()
	return s
}

// work is what the baker does all night.
func (s *Shift) work() {
	defer close(s.home)
	for cake := range s.hatch {
		s.bake(cake)
	}
}

// Order hands an order through the hatch and waits until the baker takes it.
// It returns true if the baker has taken it: the cake will be baked. It returns
// false if the shift is closed or is closed meanwhile, and the order is not taken.
func (s *Shift) Order(cake string) bool {
	if !s.mu.TryLock() {
		return false
	}
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.hatch <- cake
	return true
}

// Close ends the shift. When it returns, every cake that was taken through the
// hatch is baked and the baker has gone home. It may be called more than once,
// by several people at once, and the same is true for each of them.
func (s *Shift) Close() {
	s.mu.Lock()
	if !s.closed {
		s.closed = true
		close(s.hatch)
	}
	s.mu.Unlock()
	<-s.home
}
