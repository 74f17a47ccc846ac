// Rejected: the reader is locked, the writer is not.
// Belief: reading-is-harmless
package cakebox

import "sync"

// Box counts the cakes put into it.
type Box struct {
	mu    sync.Mutex // guards cakes
	cakes int
}

// Put adds one cake.
func (b *Box) Put() {
	b.cakes++
}

// Cakes is how many there are.
func (b *Box) Cakes() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.cakes
}

// Lid is how many lids were used.
func Lid() int { return 1 }
