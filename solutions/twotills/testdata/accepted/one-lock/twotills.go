// Accepted: one lock for both tills; the tills have none of their own.

// Package twotills keeps the cash of a bakery that has a shop and a café, with
// a till in each.
package twotills

import "sync"

// Bakery owns both tills. Its methods may be called by many goroutines at once.
type Bakery struct {
	mu         sync.Mutex // guards both
	shop, cafe int
}

// Open starts the day with so many coins in each till.
func Open(shop, cafe int) *Bakery {
	return &Bakery{shop: shop, cafe: cafe}
}

// Sell puts what a customer of the shop pays into its till.
func (b *Bakery) Sell(coins int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.shop += coins
}

// ToCafe moves coins from the shop to the café and returns true, or returns
// false and moves nothing if the shop has not so many.
func (b *Bakery) ToCafe(coins int) bool { return b.move(&b.shop, &b.cafe, coins) }

// ToShop moves coins from the café to the shop in the same way.
func (b *Bakery) ToShop(coins int) bool { return b.move(&b.cafe, &b.shop, coins) }

func (b *Bakery) move(from, to *int, coins int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if *from < coins {
		return false
	}
	*from -= coins
	*to += coins
	return true
}

// Count returns how many coins are in each till, at one moment of the day:
// only what customers pay ever changes the sum.
func (b *Bakery) Count() (shop, cafe int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.shop, b.cafe
}
