// Rejected: nobody drives to a shop without a name, and nobody hears of that.
// Belief: empty-means-none

// Package lostorders is the dispatch of a cake factory: drivers take orders to
// the shops, and the office wants to know which orders did not arrive.
package lostorders

import (
	"errors"
	"fmt"
	"sync"
)

// Order says which shop waits for cakes.
type Order string

// Dispatch sends the drivers out.
type Dispatch struct {
	deliver func(Order) error
}

// New returns a dispatch whose drivers call deliver, each for one order. It may
// take long, always returns, and says what went wrong on the way, or nil.
func New(deliver func(Order) error) *Dispatch {
	return &Dispatch{deliver: deliver}
}

// Send gives every order to a driver of its own and lets them all drive at the
// same time. It returns when the last one is back: nil if every order has
// arrived, and otherwise an error that names the shop of every order that has
// not, and in which errors.Is finds whatever went wrong on every single way.
func (d *Dispatch) Send(orders ...Order) error {
	failed := make([]error, len(orders)) // failed[i] belongs to driver i until Wait
	var drivers sync.WaitGroup
	for i, order := range orders {
		if order == "" {
			continue
		}
		drivers.Go(func() {
			if err := d.deliver(order); err != nil {
				failed[i] = fmt.Errorf("order for %s: %w", order, err)
			}
		})
	}
	drivers.Wait()
	return errors.Join(failed...)
}

// Letter is what the office reads in the evening.
func Letter(err error) string {
	if err == nil {
		return "Everything has arrived."
	}
	return "Please pack again:\n" + err.Error()
}
