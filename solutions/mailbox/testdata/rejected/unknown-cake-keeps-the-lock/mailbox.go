// Rejected: who asks for a cake that is not on the list goes home with the lock.
// Belief: every-way-out-is-covered

// Package mailbox is the order office of a cake factory, with a price list.
package mailbox

import "sync"

// Office may be asked by anybody at any time.
type Office struct {
	mu     sync.Mutex
	prices map[string]int
}

// Open returns an office with a price list.
func Open(prices map[string]int) *Office { return &Office{prices: prices} }

// Price returns what a cake costs.
func (o *Office) Price(cake string) (price int) {
	o.mu.Lock()
	price, known := o.prices[cake]
	if !known {
		return 0
	}
	o.mu.Unlock()
	return price
}

// Raise makes every cake dearer by that much, all at the same moment.
func (o *Office) Raise(by int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for cake := range o.prices {
		o.prices[cake] += by
	}
}

// Bill adds up what some cakes cost, with the prices of one moment.
func (o *Office) Bill(cakes ...string) (total int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, cake := range cakes {
		total += o.prices[cake]
	}
	return total
}

// Close closes the office. Nobody may ask afterwards.
func (o *Office) Close() {}
