// Rejected: an order without a name is taken through the hatch and not baked.
// Belief: empty-means-none

// Package nightshift is the bakery after dark: one baker works alone on the
// orders that are handed in through a hatch, until the shift is closed.
package nightshift

import "sync"

// Shift is one night of one baker. Its methods may be called by several people
// at once.
type Shift struct {
	bake  func(cake string)
	hatch chan string
	once  sync.Once
	quit  chan struct{} // closed, once, when the shift is over
	home  chan struct{} // closed by the baker, after the last cake
}

// Start lets the baker in, who bakes one cake after another, in the order in
// which they come through the hatch, and takes no order while a cake is in the
// oven. Bake may take long and always returns.
func Start(bake func(cake string)) *Shift {
	s := &Shift{bake: bake, hatch: make(chan string), quit: make(chan struct{}), home: make(chan struct{})}
	go s.work()
	return s
}

// work is what the baker does all night.
func (s *Shift) work() {
	defer close(s.home)
	for {
		select {
		case cake := <-s.hatch:
			if cake != "" {
				s.bake(cake)
			}
		case <-s.quit:
			return
		}
	}
}

// Order hands an order through the hatch and waits until the baker takes it.
// It returns true if the baker has taken it: the cake will be baked. It returns
// false if the shift is closed or is closed meanwhile, and the order is not taken.
func (s *Shift) Order(cake string) bool {
	select {
	case s.hatch <- cake:
		return true
	case <-s.quit:
		return false
	}
}

// Close ends the shift. When it returns, every cake that was taken through the
// hatch is baked and the baker has gone home. It may be called more than once,
// by several people at once, and the same is true for each of them.
func (s *Shift) Close() {
	s.once.Do(func() { close(s.quit) })
	<-s.home
}
