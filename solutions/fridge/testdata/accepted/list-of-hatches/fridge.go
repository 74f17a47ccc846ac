// Accepted: the keeper has a list of the hatches that are open, and waits for those.

// Package fridge is the cold store of a shop that gets its cakes from
// two bakeries. A keeper stands at its door.
package fridge

import (
	"reflect"
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
	open := []<-chan Cake{north, south}
	for len(open) > 0 {
		var waiting []reflect.SelectCase
		for _, hatch := range open {
			waiting = append(waiting, reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(hatch)})
		}
		i, cake, ok := reflect.Select(waiting)
		if !ok {
			open = slices.Delete(open, i, i+1)
			continue
		}
		f.put(cake.Interface().(Cake))
	}
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
