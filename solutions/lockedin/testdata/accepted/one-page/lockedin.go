// Accepted: no lock: shelf and cellar stand on one page, which is never changed, only replaced as a whole.

// Package lockedin is the pantry of a cake factory: sacks of flour stand on a
// shelf, and more of them lie in the cellar below.
package lockedin

import "sync/atomic"

// stock is one page of the book.
type stock struct{ shelf, cellar int }

// Pantry is used by any number of bakers at the same time.
type Pantry struct {
	room int
	now  atomic.Pointer[stock] // replaced if nobody else has replaced it meanwhile
}

// Stock returns a pantry whose shelf has room for that many sacks, at least
// one. The shelf is empty; the sacks lie in the cellar.
func Stock(room, sacks int) *Pantry {
	p := &Pantry{room: room}
	p.now.Store(&stock{0, sacks})
	return p
}

// fill returns what s becomes when the shelf is filled, and how many sacks that takes.
func (p *Pantry) fill(s stock) (stock, int) {
	n := min(p.room-s.shelf, s.cellar)
	return stock{s.shelf + n, s.cellar - n}, n
}

// Restock carries sacks up from the cellar until the shelf is full or the
// cellar is empty, and returns how many were carried. Anybody may do it at any
// time, and somebody does it every morning.
func (p *Pantry) Restock() int {
	for {
		old := p.now.Load()
		s, n := p.fill(*old)
		if p.now.CompareAndSwap(old, &s) {
			return n
		}
	}
}

// Take takes one sack off the shelf and returns true. A baker who finds the
// shelf empty restocks it first, so Take returns false only if there is not a
// sack left, on the shelf or in the cellar.
func (p *Pantry) Take() bool {
	for {
		old := p.now.Load()
		s := *old
		if s.shelf == 0 {
			s, _ = p.fill(s)
		}
		if s.shelf == 0 {
			return false
		}
		s.shelf--
		if p.now.CompareAndSwap(old, &s) {
			return true
		}
	}
}

// Left returns how many sacks there are, on the shelf and in the cellar.
func (p *Pantry) Left() int {
	s := p.now.Load()
	return s.shelf + s.cellar
}
