// Accepted: one pile of slips under a lock, and a clerk who is woken when it grows.

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
	mu     sync.Mutex // guards pile and closed
	more   *sync.Cond // pile has grown, or closed
	pile   []slip
	closed bool
}

// A slip orders a cake or cancels one.
type slip struct {
	customer string
	wants    bool
}

// Open opens the counters. There is room for that many slips at least, at
// least one, while the clerk is busy or has not come yet.
func Open(room int) *Office {
	o := &Office{}
	o.more = sync.NewCond(&o.mu)
	return o
}

// Order hands in a slip that orders a cake. It waits for nobody as long as
// there is room for the slip.
func (o *Office) Order(customer string) {
	o.put(slip{customer, true})
}

// Cancel hands in a slip that cancels the cake which the customer has ordered
// before, if any. A cake that is ordered later is none of its business. It
// waits for nobody as long as there is room for the slip.
func (o *Office) Cancel(customer string) {
	o.put(slip{customer, false})
}

// Close ends the day. It is called after the last slip has been handed in, and
// may be called again.
func (o *Office) Close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.closed = true
	o.more.Broadcast()
}

func (o *Office) put(s slip) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.pile = append(o.pile, s)
	o.more.Broadcast()
}

// Keep is the clerk's day. The slips of a customer count in the order in which
// they were handed in. When the office is closed and every slip has been read,
// it returns those for whom a cake will be baked, one each, by name. It is
// called once.
func (o *Office) Keep() []string {
	book := map[string]bool{}
	o.mu.Lock()
	defer o.mu.Unlock()
	for {
		for len(o.pile) == 0 && !o.closed {
			o.more.Wait()
		}
		if len(o.pile) == 0 {
			return slices.Sorted(maps.Keys(book))
		}
		for _, s := range o.pile {
			if s.wants {
				book[s.customer] = true
			} else {
				delete(book, s.customer)
			}
		}
		o.pile = nil
	}
}
