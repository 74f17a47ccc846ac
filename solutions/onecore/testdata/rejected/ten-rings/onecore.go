// Rejected: the bell is rung ten times, whoever sleeps, so the eleventh sleeps on.
// Belief: some-number-is-large-enough

// Package onecore is a bakery in the morning: an apprentice lights the oven,
// and the bakers wait for the lamp above it.
package onecore

import "sync"

// Oven is cold at first, and then it is hot.
type Oven struct {
	degrees int           // written before the bell is rung, read after it
	bell    chan struct{} // rung once for each baker
}

// Light heats the oven with fire, which takes long and returns the degrees
// that it reaches, switches the lamp on, and wakes the bakers. It is called
// once.
func (o *Oven) Light(fire func() int) {
	o.degrees = fire()
	for range cap(o.bell) {
		o.bell <- struct{}{}
	}
}

// Wait returns as soon as the lamp is on, and says how hot the oven is. Any
// number of bakers may wait, and some come when the oven has long been hot.
func (o *Oven) Wait() int {
	<-o.bell
	return o.degrees
}

// A Baker puts a cake into an oven that has so many degrees.
type Baker func(degrees int)

// Morning lets the bakers come in and an apprentice light the oven, all at the
// same time. It returns when every baker has baked.
func Morning(fire func() int, bakers ...Baker) {
	oven := &Oven{bell: make(chan struct{}, 10)}
	var morning sync.WaitGroup
	for _, bake := range bakers {
		morning.Go(func() { bake(oven.Wait()) })
	}
	morning.Go(func() { oven.Light(fire) })
	morning.Wait()
}
