// Accepted: an atomic counter.
package cakebox

import "sync/atomic"

// Box counts the cakes put into it.
type Box struct {
	n atomic.Int64
}

// Put adds one cake.
func (b *Box) Put() {
	b.n.Add(1)
}

// Cakes is how many there are.
func (b *Box) Cakes() int {
	return int(b.n.Load())
}

// Lid is how many lids were used.
func Lid() int { return 1 }
