// Rejected: a cake without a name is taken for no cake.
// Belief: empty-means-none

// Package tray is the kitchen of a cake factory: all cooks bake at the same
// time, and everything that they bake goes to the shop on one tray.
package tray

import (
	"fmt"
	"sync"
)

// Cake says what it is.
type Cake string

// A Cook bakes one cake, which takes long.
type Cook func() Cake

// Kitchen has a large tray for each shift.
type Kitchen struct {
	call func(cakes int)
}

// New returns a kitchen. Whenever a cake is on the tray, call is called with
// the number of cakes that are there now. Calls may come at the same time.
func New(call func(cakes int)) *Kitchen {
	return &Kitchen{call: call}
}

// Bake lets all cooks bake at the same time and returns the tray with their
// cakes, in no particular order. When it returns, every number from one to
// the number of cooks has been called, once.
func (k *Kitchen) Bake(cooks ...Cook) []Cake {
	tray := make([]Cake, 0, len(cooks)) // large enough for everybody
	var mu sync.Mutex                   // guards tray: a cake goes on it and is counted in one step
	var shift sync.WaitGroup
	for _, bake := range cooks {
		shift.Go(func() {
			cake := bake() // outside the lock: all bake at the same time
			if cake == "" {
				return
			}
			mu.Lock()
			tray = append(tray, cake)
			cakes := len(tray)
			mu.Unlock()
			k.call(cakes)
		})
	}
	shift.Wait()
	return tray
}

// Note is the delivery note that goes to the shop with the tray.
func Note(tray []Cake) string {
	return fmt.Sprintf("%d cakes: %v", len(tray), tray)
}
