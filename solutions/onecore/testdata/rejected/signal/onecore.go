// Rejected: Signal wakes one baker, and there may be more.
// Belief: one-wake-up-reaches-all

// Package onecore is a bakery in the morning: an apprentice lights the oven,
// and the bakers wait for the lamp above it.
package onecore

import "sync"

// Oven is cold at first, and then it is hot.
type Oven struct {
	degrees int
	mu      sync.Mutex // guards degrees and lamp
	changed *sync.Cond // of lamp
	lamp    bool       // on when the oven is hot
}

// Light heats the oven with fire, which takes long and returns the degrees
// that it reaches, switches the lamp on, and wakes the bakers. It is called
// once.
func (o *Oven) Light(fire func() int) {
	degrees := fire()
	o.mu.Lock()
	defer o.mu.Unlock()
	o.degrees, o.lamp = degrees, true
	o.changed.Signal()
}

// Wait returns as soon as the lamp is on, and says how hot the oven is. Any
// number of bakers may wait, and some come when the oven has long been hot.
func (o *Oven) Wait() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	for !o.lamp {
		o.changed.Wait()
	}
	return o.degrees
}

// A Baker puts a cake into an oven that has so many degrees.
type Baker func(degrees int)

// Morning lets the bakers come in and an apprentice light the oven, all at the
// same time. It returns when every baker has baked.
func Morning(fire func() int, bakers ...Baker) {
	oven := new(Oven)
	oven.changed = sync.NewCond(&oven.mu)
	var morning sync.WaitGroup
	for _, bake := range bakers {
		morning.Go(func() { bake(oven.Wait()) })
	}
	morning.Go(func() { oven.Light(fire) })
	morning.Wait()
}
