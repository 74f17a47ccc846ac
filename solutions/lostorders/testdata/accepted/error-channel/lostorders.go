// Accepted: a channel with room for every driver carries each failure, or nil, to the office.

// Package lostorders is the dispatch of a cake factory: drivers take orders to
// the shops, and the office wants to know which orders did not arrive.
package lostorders

import (
	"errors"
	"fmt"
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
	failed := make(chan error, len(orders)) // one from each driver
	for _, order := range orders {
		go func() {
			err := d.deliver(order)
			if err != nil {
				err = fmt.Errorf("order for %s: %w", order, err)
			}
			failed <- err
		}()
	}
	var all error
	for range orders {
		all = errors.Join(all, <-failed)
	}
	return all
}

// Letter is what the office reads in the evening.
func Letter(err error) string {
	if err == nil {
		return "Everything has arrived."
	}
	return "Please pack again:\n" + err.Error()
}
