// Rejected: two counts that agree prove nothing: the coins can be on the way during both.
// Belief: safe-steps-are-safe-together

// Package twotills keeps the cash of a bakery that has a shop and a café, with
// a till in each.
package twotills

import "sync"

// Till holds coins. Its methods may be called by many goroutines at once.
type Till struct {
	mu    sync.Mutex // guards coins
	coins int
}

// Put puts coins into the till.
func (t *Till) Put(coins int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.coins += coins
}

// Take takes coins out and returns true, or returns false and leaves the till
// alone if there are not so many in it.
func (t *Till) Take(coins int) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.coins < coins {
		return false
	}
	t.coins -= coins
	return true
}

// Coins returns how many coins are in the till.
func (t *Till) Coins() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.coins
}

// Bakery owns both tills. Its methods may be called by many goroutines at once.
type Bakery struct {
	shop, cafe Till
}

// Open starts the day with so many coins in each till.
func Open(shop, cafe int) *Bakery {
	b := &Bakery{}
	b.shop.Put(shop)
	b.cafe.Put(cafe)
	return b
}

// Sell puts what a customer of the shop pays into its till.
func (b *Bakery) Sell(coins int) { b.shop.Put(coins) }

// ToCafe moves coins from the shop to the café and returns true, or returns
// false and moves nothing if the shop has not so many.
func (b *Bakery) ToCafe(coins int) bool { return move(&b.shop, &b.cafe, coins) }

// ToShop moves coins from the café to the shop in the same way.
func (b *Bakery) ToShop(coins int) bool { return move(&b.cafe, &b.shop, coins) }

func move(from, to *Till, coins int) bool {
	if !from.Take(coins) {
		return false
	}
	to.Put(coins)
	return true
}

// Count returns how many coins are in each till, at one moment of the day:
// only what customers pay ever changes the sum.
func (b *Bakery) Count() (shop, cafe int) {
	for {
		shop, cafe = b.shop.Coins(), b.cafe.Coins()
		if shop == b.shop.Coins() && cafe == b.cafe.Coins() {
			return shop, cafe
		}
	}
}
