// Accepted: the number of moves is odd while coins are on the way; who counts looks again until it is even and the same as before.

// Package twotills keeps the cash of a bakery that has a shop and a café, with
// a till in each.
package twotills

import (
	"sync"
	"sync/atomic"
)

// Bakery owns both tills. Its methods may be called by many goroutines at once.
type Bakery struct {
	mu         sync.Mutex    // held by whoever carries coins
	moves      atomic.Uint64 // odd while coins are on the way
	shop, cafe atomic.Int64
}

// Open starts the day with so many coins in each till.
func Open(shop, cafe int) *Bakery {
	b := &Bakery{}
	b.shop.Store(int64(shop))
	b.cafe.Store(int64(cafe))
	return b
}

// Sell puts what a customer of the shop pays into its till.
func (b *Bakery) Sell(coins int) { b.shop.Add(int64(coins)) }

// ToCafe moves coins from the shop to the café and returns true, or returns
// false and moves nothing if the shop has not so many.
func (b *Bakery) ToCafe(coins int) bool { return b.move(&b.shop, &b.cafe, coins) }

// ToShop moves coins from the café to the shop in the same way.
func (b *Bakery) ToShop(coins int) bool { return b.move(&b.cafe, &b.shop, coins) }

func (b *Bakery) move(from, to *atomic.Int64, coins int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if from.Load() < int64(coins) {
		return false
	}
	b.moves.Add(1)
	from.Add(int64(-coins))
	to.Add(int64(coins))
	b.moves.Add(1)
	return true
}

// Count returns how many coins are in each till, at one moment of the day:
// only what customers pay ever changes the sum.
func (b *Bakery) Count() (shop, cafe int) {
	for {
		before := b.moves.Load()
		shop, cafe = int(b.shop.Load()), int(b.cafe.Load())
		if before%2 == 0 && b.moves.Load() == before {
			return shop, cafe
		}
	}
}
