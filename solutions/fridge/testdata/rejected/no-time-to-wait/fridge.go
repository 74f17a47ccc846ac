// Rejected: while somebody looks into the fridge, the keeper goes on to the next cake and this one is nowhere.
// Belief: giving-up-is-harmless

// Package fridge is the cold store of a shop that gets its cakes from
// two bakeries. A keeper stands at its door.
package fridge

import (
	"slices"
	"sync"
)

// Cake is what a bakery delivers. One without a name tag is a cake, too.
type Cake string

// Fridge keeps cakes. Its methods may be called by many goroutines at once.
type Fridge struct {
	mu    sync.Mutex // guards cakes
	cakes []Cake
}

// Keep is what a keeper does: a cake from one of the two bakeries is put into
// the fridge as soon as it comes, those of one bakery in the order in which
// they come. A bakery closes its hatch when it delivers nothing more; the
// other one may go on for hours. When both have closed, and all cakes are
// inside, Keep returns. Until then the keeper rests whenever there is nothing
// to do.
func (f *Fridge) Keep(north, south <-chan Cake) {
	// Nothing ever comes from a nil channel, not even news of its end.
	for north != nil || south != nil {
		select {
		case cake, open := <-north:
			if !open {
				north = nil
				continue
			}
			f.put(cake)
		case cake, open := <-south:
			if !open {
				south = nil
				continue
			}
			f.put(cake)
		}
	}
}

// put puts a cake into the fridge.
func (f *Fridge) put(cake Cake) {
	if !f.mu.TryLock() {
		return
	}
	defer f.mu.Unlock()
	f.cakes = append(f.cakes, cake)
}

// Cakes returns the cakes in the fridge, in the order in which they came.
func (f *Fridge) Cakes() []Cake {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.cakes)
}
