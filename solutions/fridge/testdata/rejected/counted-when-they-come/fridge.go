// Rejected: a keeper at each hatch, who counts himself when he has come; whoever waits for them may look before.
// Belief: who-is-on-the-way-is-counted

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
	var keepers sync.WaitGroup
	for _, hatch := range []<-chan Cake{north, south} {
		go func() {
			keepers.Add(1)
			defer keepers.Done()
			for cake := range hatch {
				f.put(cake)
			}
		}()
	}
	keepers.Wait()
}

// put puts a cake into the fridge.
func (f *Fridge) put(cake Cake) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.cakes = append(f.cakes, cake)
}

// Cakes returns the cakes in the fridge, in the order in which they came.
func (f *Fridge) Cakes() []Cake {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.cakes)
}
