// Rejected: each slip bears the time of day, and the later one counts; two slips can be handed in within the same millisecond.
// Belief: time-orders

// Package twocounters is the office of a bakery: at one counter cakes are
// ordered, at the other orders are cancelled, and a clerk keeps the book.
package twocounters

import (
	"maps"
	"slices"
	"sync"
	"time"
)

// Office takes the slips of any number of customers at once.
type Office struct {
	orders  chan slip
	cancels chan slip
	once    sync.Once
}

// A slip says who handed it in, and when.
type slip struct {
	customer string
	at       int64 // milliseconds
}

// Open opens the counters. There is room for that many slips at least, at
// least one, while the clerk is busy or has not come yet.
func Open(room int) *Office {
	return &Office{orders: make(chan slip, room), cancels: make(chan slip, room)}
}

// Order hands in a slip that orders a cake. It waits for nobody as long as
// there is room for the slip.
func (o *Office) Order(customer string) {
	o.orders <- slip{customer, time.Now().UnixMilli()}
}

// Cancel hands in a slip that cancels the cake which the customer has ordered
// before, if any. A cake that is ordered later is none of its business. It
// waits for nobody as long as there is room for the slip.
func (o *Office) Cancel(customer string) {
	o.cancels <- slip{customer, time.Now().UnixMilli()}
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
			if s.at >= latest[s.customer] {
				latest[s.customer] = s.at
				book[s.customer] = true
			}
		case s, open := <-cancels:
			if !open {
				cancels = nil
				continue
			}
			if s.at >= latest[s.customer] {
				latest[s.customer] = s.at
				delete(book, s.customer)
			}
		}
	}
	return slices.Sorted(maps.Keys(book))
}
