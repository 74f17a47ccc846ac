// Rejected: two customers read the same number, and one writes it down after the other has gone on: numbers come again, and a slip counts as read before.
// Belief: safe-steps-are-safe-together

// Package twocounters is the office of a bakery: at one counter cakes are
// ordered, at the other orders are cancelled, and a clerk keeps the book.
package twocounters

import (
	"maps"
	"slices"
	"sync"
	"sync/atomic"
)

// Office takes the slips of any number of customers at once.
type Office struct {
	number  atomic.Int64 // of the last slip
	orders  chan slip
	cancels chan slip
	once    sync.Once
}

// A slip of a customer has a higher number than those before.
type slip struct {
	customer string
	number   int64
}

// Open opens the counters. There is room for that many slips at least, at
// least one, while the clerk is busy or has not come yet.
func Open(room int) *Office {
	return &Office{orders: make(chan slip, room), cancels: make(chan slip, room)}
}

// Order hands in a slip that orders a cake. It waits for nobody as long as
// there is room for the slip.
func (o *Office) Order(customer string) {
	n := o.number.Load() + 1
	o.number.Store(n)
	o.orders <- slip{customer, n}
}

// Cancel hands in a slip that cancels the cake which the customer has ordered
// before, if any. A cake that is ordered later is none of its business. It
// waits for nobody as long as there is room for the slip.
func (o *Office) Cancel(customer string) {
	n := o.number.Load() + 1
	o.number.Store(n)
	o.cancels <- slip{customer, n}
}

// Close ends the day. It is called after the last slip has been handed in, and
// may be called again.
func (o *Office) Close() {
	o.once.Do(func() {
		close(o.orders)
		close(o.cancels)
	})
}

// Keep is the clerk's day. The slips of a customer count in the order in which
// they were handed in. When the office is closed and every slip has been read,
// it returns those for whom a cake will be baked, one each, by name. It is
// called once.
func (o *Office) Keep() []string {
	book := map[string]bool{}
	latest := map[string]int64{} // of the slips that were read
	orders, cancels := o.orders, o.cancels
	for orders != nil || cancels != nil {
		select {
		case s, open := <-orders:
			if !open {
				orders = nil
				continue
			}
			if s.number > latest[s.customer] {
				latest[s.customer] = s.number
				book[s.customer] = true
			}
		case s, open := <-cancels:
			if !open {
				cancels = nil
				continue
			}
			if s.number > latest[s.customer] {
				latest[s.customer] = s.number
				delete(book, s.customer)
			}
		}
	}
	return slices.Sorted(maps.Keys(book))
}
