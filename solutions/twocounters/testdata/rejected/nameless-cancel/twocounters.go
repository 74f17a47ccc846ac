// Rejected: a slip without a name is laid aside, also one that cancels what was ordered without a name.
// Belief: empty-means-none

// Package twocounters is the office of a bakery: at one counter cakes are
// ordered, at the other orders are cancelled, and a clerk keeps the book.
package twocounters

import (
	"maps"
	"slices"
	"sync"
)

// Office takes the slips of any number of customers at once.
type Office struct {
	slips chan slip // from both counters: what was handed in first is read first
	once  sync.Once
}

// A slip orders a cake or cancels one.
type slip struct {
	customer string
	wants    bool
}

// Open opens the counters. There is room for that many slips at least, at
// least one, while the clerk is busy or has not come yet.
func Open(room int) *Office {
	return &Office{slips: make(chan slip, room)}
}

// Order hands in a slip that orders a cake. It waits for nobody as long as
// there is room for the slip.
func (o *Office) Order(customer string) {
	o.slips <- slip{customer, true}
}

// Cancel hands in a slip that cancels the cake which the customer has ordered
// before, if any. A cake that is ordered later is none of its business. It
// waits for nobody as long as there is room for the slip.
func (o *Office) Cancel(customer string) {
	if customer != "" {
		o.slips <- slip{customer, false}
	}
}

// Close ends the day. It is called after the last slip has been handed in, and
// may be called again.
func (o *Office) Close() {
	o.once.Do(func() { close(o.slips) })
}

// Keep is the clerk's day. The slips of a customer count in the order in which
// they were handed in. When the office is closed and every slip has been read,
// it returns those for whom a cake will be baked, one each, by name. It is
// called once.
func (o *Office) Keep() []string {
	book := map[string]bool{}
	for s := range o.slips {
		if s.wants {
			book[s.customer] = true
		} else {
			delete(book, s.customer)
		}
	}
	return slices.Sorted(maps.Keys(book))
}
