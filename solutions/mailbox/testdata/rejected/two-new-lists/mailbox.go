// Rejected: the list is replaced and never changed, but two who raise it at once copy the same old one, and one rise is lost.
// Belief: safe-steps-are-safe-together

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
	list := maps.Clone(*o.prices.Load())
	for cake := range list {
		list[cake] += by
	}
	o.prices.Store(&list)
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
