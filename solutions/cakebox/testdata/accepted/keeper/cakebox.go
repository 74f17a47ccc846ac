// Accepted: the place in the box belongs to a goroutine, its keeper, who gives it to the first who asks.

// Package cakebox is the packing room of a cake factory: bakers bring their
// cakes to a box, and a box has room for one cake.
package cakebox

import (
	"strings"
	"sync"
)

// Cake is named after the baker who made it.
type Cake string

// Box stands open on the packing table until it is opened by a customer.
type Box struct {
	carry func(Cake)
	hire  sync.Once     // the keeper comes with the first baker
	place chan struct{} // the keeper gives away the one place, and then closes
	cakes []Cake        // written only by who was given the place
}

// NewBox returns an empty box. Carry takes a cake from the oven to the box,
// which takes a while; it is called once for every cake that is put in.
func NewBox(carry func(Cake)) *Box {
	return &Box{carry: carry, place: make(chan struct{})}
}

// keep gives the place in the box to the first who asks, and to nobody else.
func (b *Box) keep() {
	b.place <- struct{}{}
	close(b.place)
}

// Put packs cake and returns true, or returns false and leaves the box alone
// if a cake is in it already: the baker then looks for another box. Any
// number of bakers may call Put at the same time.
func (b *Box) Put(cake Cake) bool {
	b.hire.Do(func() { go b.keep() })
	if _, mine := <-b.place; !mine {
		return false
	}
	b.carry(cake)
	b.cakes = append(b.cakes, cake)
	return true
}

// Open returns what the customer finds: nothing, a cake, or the crumbs of all
// the cakes that were pressed into the box. It is called when the bakers have
// gone home.
func (b *Box) Open() string {
	names := make([]string, len(b.cakes))
	for i, cake := range b.cakes {
		names[i] = string(cake)
	}
	if len(names) > 1 {
		return "crumbs of " + strings.Join(names, " and ")
	}
	return strings.Join(names, "")
}
