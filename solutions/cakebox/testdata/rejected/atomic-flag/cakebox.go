// Rejected: loading and storing a flag are two steps: both bakers can load before either stores.
// Belief: safe-steps-are-safe-together

// Package cakebox is the packing room of a cake factory: bakers bring their
// cakes to a box, and a box has room for one cake.
package cakebox

import (
	"strings"
	"sync/atomic"
)

// Cake is named after the baker who made it.
type Cake string

// Box stands open on the packing table until it is opened by a customer.
type Box struct {
	carry func(Cake)
	full  atomic.Bool
	cakes []Cake
}

// NewBox returns an empty box. Carry takes a cake from the oven to the box,
// which takes a while; it is called once for every cake that is put in.
func NewBox(carry func(Cake)) *Box {
	return &Box{carry: carry}
}

// Put packs cake and returns true, or returns false and leaves the box alone
// if a cake is in it already: the baker then looks for another box. Any
// number of bakers may call Put at the same time.
func (b *Box) Put(cake Cake) bool {
	if b.full.Load() {
		return false
	}
	b.carry(cake)
	b.full.Store(true)
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
