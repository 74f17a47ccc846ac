// Rejected: who would restock while somebody is inside does not wait, and the shelf stays as it is.
// Belief: giving-up-is-harmless

// Package lockedin is the pantry of a cake factory: sacks of flour stand on a
// shelf, and more of them lie in the cellar below.
package lockedin

import "sync"

// Pantry is used by any number of bakers at the same time. Its door is locked
// while somebody is in it.
type Pantry struct {
	// door guards shelf and cellar. Exported methods lock it, unexported ones
	// need it locked; no method that holds it calls an exported one.
	door   sync.Mutex
	room   int // for sacks on the shelf
	shelf  int
	cellar int
}

// Stock returns a pantry whose shelf has room for that many sacks, at least
// one. The shelf is empty; the sacks lie in the cellar.
func Stock(room, sacks int) *Pantry {
	return &Pantry{room: room, cellar: sacks}
}

// Restock carries sacks up from the cellar until the shelf is full or the
// cellar is empty, and returns how many were carried. Anybody may do it at any
// time, and somebody does it every morning.
func (p *Pantry) Restock() int {
	if !p.door.TryLock() {
		return 0
	}
	defer p.door.Unlock()
	return p.restock()
}

// restock is Restock for those who are inside: they hold door.
func (p *Pantry) restock() int {
	sacks := min(p.room-p.shelf, p.cellar)
	p.cellar -= sacks
	p.shelf += sacks
	return sacks
}

// Take takes one sack off the shelf and returns true. A baker who finds the
// shelf empty restocks it first, so Take returns false only if there is not a
// sack left, on the shelf or in the cellar.
func (p *Pantry) Take() bool {
	p.door.Lock()
	defer p.door.Unlock()
	if p.shelf == 0 && p.restock() == 0 {
		return false
	}
	p.shelf--
	return true
}

// Left returns how many sacks there are, on the shelf and in the cellar.
func (p *Pantry) Left() int {
	p.door.Lock()
	defer p.door.Unlock()
	return p.shelf + p.cellar
}
