// Rejected: an oven that reaches no degrees counts as not lit: the lamp stays off, and everybody waits for ever.
// Belief: empty-means-none

// Package onecore is a bakery in the morning: an apprentice lights the oven,
// and the bakers wait for the lamp above it.
package onecore

import "sync"

// Oven is cold at first, and then it is hot.
type Oven struct {
	degrees int           // written before lamp is closed, read after it
	lamp    chan struct{} // closed when the oven is hot
}

// Light heats the oven with fire, which takes long and returns the degrees
// that it reaches, switches the lamp on, and wakes the bakers. It is called
// once.
func (o *Oven) Light(fire func() int) {
	o.degrees = fire()
	if o.degrees > 0 {
		close(o.lamp)
	}
}

// Wait returns as soon as the lamp is on, and says how hot the oven is. Any
// number of bakers may wait, and some come when the oven has long been hot.
func (o *Oven) Wait() int {
	<-o.lamp
	return o.degrees
}

// A Baker puts a cake into an oven that has so many degrees.
type Baker func(degrees int)

// Morning lets the bakers come in and an apprentice light the oven, all at the
// same time. It returns when every baker has baked.
func Morning(fire func() int, bakers ...Baker) {
	oven := &Oven{lamp: make(chan struct{})}
	var morning sync.WaitGroup
	for _, bake := range bakers {
		morning.Go(func() { bake(oven.Wait()) })
	}
	morning.Go(func() { oven.Light(fire) })
	morning.Wait()
}
