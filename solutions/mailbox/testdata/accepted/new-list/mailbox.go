// Accepted: no clerk and no lock: the list is replaced and never changed, and who finds that somebody else was quicker copies anew.

// Package mailbox is the order office of a cake factory, with a price list.
package mailbox

import (
	"maps"
	"sync/atomic"
)

// Office may be asked by anybody at any time.
type Office struct {
	prices atomic.Pointer[map[string]int] // a list is never changed, only replaced
}

// Open returns an office with a price list.
func Open(prices map[string]int) *Office {
	o := &Office{}
	o.prices.Store(&prices)
	return o
}

// Price returns what a cake costs.
func (o *Office) Price(cake string) (price int) { return (*o.prices.Load())[cake] }

// Raise makes every cake dearer by that much, all at the same moment.
func (o *Office) Raise(by int) {
	for {
		old := o.prices.Load()
		list := maps.Clone(*old)
		for cake := range list {
			list[cake] += by
		}
		if o.prices.CompareAndSwap(old, &list) {
			return
		}
	}
}

// Bill adds up what some cakes cost, with the prices of one moment.
func (o *Office) Bill(cakes ...string) (total int) {
	list := *o.prices.Load()
	for _, cake := range cakes {
		total += list[cake]
	}
	return total
}

// Close closes the office. Nobody may ask afterwards.
func (o *Office) Close() {}
