// Rejected: it counts rightly and puts on two lids.
// Belief: any-lock-keeps-others-out
package cakebox

import "sync"

// Box counts the cakes put into it.
type Box struct {
	mu    sync.Mutex // guards cakes
	cakes int
}

// Put adds one cake.
func (b *Box) Put() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.cakes++
}

// Cakes is how many there are.
func (b *Box) Cakes() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.cakes
}

// Lid is how many lids were used.
func Lid() int { return 2 }
