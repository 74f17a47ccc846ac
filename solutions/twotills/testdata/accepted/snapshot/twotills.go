// Accepted: both numbers are one value that is never changed, only swapped for a new one.

// Package twotills keeps the cash of a bakery that has a shop and a café, with
// a till in each.
package twotills

import "sync/atomic"

// Bakery owns both tills. Its methods may be called by many goroutines at once.
type Bakery struct {
	tills atomic.Pointer[tills]
}

// tills is what is in both tills at one moment; it is never changed.
type tills struct{ shop, cafe int }

// change swaps the moment for the next one, if there is a next one.
func (b *Bakery) change(next func(tills) (tills, bool)) bool {
	for {
		now := b.tills.Load()
		then, ok := next(*now)
		if !ok {
			return false
		}
		if b.tills.CompareAndSwap(now, &then) {
			return true
		}
	}
}

// Open starts the day with so many coins in each till.
func Open(shop, cafe int) *Bakery {
	b := &Bakery{}
	b.tills.Store(&tills{shop, cafe})
	return b
}

// Sell puts what a customer of the shop pays into its till.
func (b *Bakery) Sell(coins int) {
	b.change(func(t tills) (tills, bool) { return tills{t.shop + coins, t.cafe}, true })
}

// ToCafe moves coins from the shop to the café and returns true, or returns
// false and moves nothing if the shop has not so many.
func (b *Bakery) ToCafe(coins int) bool {
	return b.change(func(t tills) (tills, bool) { return tills{t.shop - coins, t.cafe + coins}, t.shop >= coins })
}

// ToShop moves coins from the café to the shop in the same way.
func (b *Bakery) ToShop(coins int) bool {
	return b.change(func(t tills) (tills, bool) { return tills{t.shop + coins, t.cafe - coins}, t.cafe >= coins })
}

// Count returns how many coins are in each till, at one moment of the day:
// only what customers pay ever changes the sum.
func (b *Bakery) Count() (shop, cafe int) {
	t := b.tills.Load()
	return t.shop, t.cafe
}
