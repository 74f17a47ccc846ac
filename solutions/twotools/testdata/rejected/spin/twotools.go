// Rejected: TryLock in a loop while holding the first tool is the same circle, only awake: both spin for ever.
// Belief: asking-again-is-waiting

// Package twotools is the mixing corner of a cake factory: one whisk, one bowl
// and as many bakers as the order book demands.
package twotools

import (
	"runtime"
	"sync"
)

// Corner is where the batter is made. Every recipe may be started by several
// bakers at once, and each one comes to an end.
type Corner struct {
	whisk sync.Mutex
	bowl  sync.Mutex
	walk  func()
}

// New returns a corner whose hooks are so far apart that a baker calls walk on
// the way from one to the other: exactly once in a recipe that needs both tools.
func New(walk func()) *Corner { return &Corner{walk: walk} }

// Sponge calls mix while it holds the whisk and the bowl.
func (c *Corner) Sponge(mix func()) {
	c.whisk.Lock()
	defer c.whisk.Unlock()
	c.walk()
	for !c.bowl.TryLock() {
		runtime.Gosched()
	}
	defer c.bowl.Unlock()
	mix()
}

// Icing calls mix while it holds the whisk and the bowl.
func (c *Corner) Icing(mix func()) {
	c.bowl.Lock()
	defer c.bowl.Unlock()
	c.walk()
	for !c.whisk.TryLock() {
		runtime.Gosched()
	}
	defer c.whisk.Unlock()
	mix()
}

// Meringue calls mix while it holds the whisk and the bowl.
func (c *Corner) Meringue(mix func()) {
	c.bowl.Lock()
	defer c.bowl.Unlock()
	c.walk()
	for !c.whisk.TryLock() {
		runtime.Gosched()
	}
	defer c.whisk.Unlock()
	mix()
}

// Cream calls whip while it holds the whisk; it needs no bowl.
func (c *Corner) Cream(whip func()) {
	c.whisk.Lock()
	defer c.whisk.Unlock()
	whip()
}

// Rinse calls wash while it holds the bowl; it needs no whisk.
func (c *Corner) Rinse(wash func()) {
	c.bowl.Lock()
	defer c.bowl.Unlock()
	wash()
}
