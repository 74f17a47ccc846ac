// Rejected: the next shift puts its cakes on the tray that the shop has, on top of what lies there.
// Belief: there-is-only-one-time

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

	mu   sync.Mutex
	tray []Cake
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
	k.tray = k.tray[:0]
	var shift sync.WaitGroup
	for _, bake := range cooks {
		shift.Go(func() {
			cake := bake() // outside the lock: all bake at the same time
			k.mu.Lock()
			k.tray = append(k.tray, cake)
			cakes := len(k.tray)
			k.mu.Unlock()
			k.call(cakes)
		})
	}
	shift.Wait()
	return k.tray
}

// Note is the delivery note that goes to the shop with the tray.
func Note(tray []Cake) string {
	return fmt.Sprintf("%d cakes: %v", len(tray), tray)
}
