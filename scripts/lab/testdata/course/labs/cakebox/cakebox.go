package cakebox

// Box counts the cakes put into it.
type Box struct{ cakes int }

// Put adds one cake.
func (b *Box) Put() { b.cakes++ }

// Cakes is how many there are.
func (b *Box) Cakes() int { return b.cakes }

// Lid is how many lids were used.
func Lid() int { return 0 }
