// Rejected: each half holds the lock, but both bakers can have looked before either packs.
// Belief: safe-steps-are-safe-together

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

	mu    sync.Mutex
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
	b.mu.Lock()
	full := len(b.cakes) > 0
	b.mu.Unlock()
	if full {
		return false
	}
	b.carry(cake)
	b.mu.Lock()
	b.cakes = append(b.cakes, cake)
	b.mu.Unlock()
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
