// Package kitchen is what the explorer's own tests explore.
package kitchen

import "sync"

// A Shelf counts cakes.
type Shelf struct {
	mu    sync.Mutex
	cakes int
}

// Put adds a cake, one at a time.
func (s *Shelf) Put() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cakes++
}

// Squeeze adds a cake without asking anybody.
func (s *Shelf) Squeeze() {
	n := s.cakes
	s.cakes = n + 1
}
