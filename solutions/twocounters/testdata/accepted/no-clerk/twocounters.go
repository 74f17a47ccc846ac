// Accepted: the customers write into the book themselves, one at a time under a lock: whoever comes back from the book has written.

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
	mu     sync.Mutex // guards book
	book   map[string]bool
	once   sync.Once
	closed chan struct{}
}

// Open opens the counters. There is room for that many slips at least, at
// least one, while the clerk is busy or has not come yet.
func Open(room int) *Office {
	return &Office{book: map[string]bool{}, closed: make(chan struct{})}
}

// Order hands in a slip that orders a cake. It waits for nobody as long as
// there is room for the slip.
func (o *Office) Order(customer string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.book[customer] = true
}

// Cancel hands in a slip that cancels the cake which the customer has ordered
// before, if any. A cake that is ordered later is none of its business. It
// waits for nobody as long as there is room for the slip.
func (o *Office) Cancel(customer string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.book, customer)
}

// Close ends the day. It is called after the last slip has been handed in, and
// may be called again.
func (o *Office) Close() {
	o.once.Do(func() { close(o.closed) })
}

// Keep is the clerk's day. The slips of a customer count in the order in which
// they were handed in. When the office is closed and every slip has been read,
// it returns those for whom a cake will be baked, one each, by name. It is
// called once.
func (o *Office) Keep() []string {
	<-o.closed
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Sorted(maps.Keys(o.book))
}
