// Rejected: whoever finds somebody inside goes away without an egg, also if there is one.
// Belief: giving-up-is-harmless

// Package samekey is the larder of a cake factory: a small room with a shelf
// of eggs, and a lock on its door.
package samekey

import "sync"

// shelf is where the eggs lie.
type shelf struct {
	eggs int
}

// Larder has one door. Whoever goes in locks it from inside and gives back
// the key when coming out. Several cooks may come at once.
//
// A Larder must not be copied: a copy has a key of its own to the same shelf.
type Larder struct {
	key   sync.Mutex // guards what is on the shelf
	shelf *shelf
	reach func()

	taking sync.Mutex
}

// New returns a larder with so many eggs on its shelf. Reach is called once
// for every egg that somebody takes; the shelf is high, so it takes a while.
func New(eggs int, reach func()) Larder {
	return Larder{shelf: &shelf{eggs: eggs}, reach: reach}
}

// Take takes an egg from the shelf and returns true, or returns false if there
// is none.
func (l *Larder) Take() bool {
	if !l.taking.TryLock() {
		return false
	}
	defer l.taking.Unlock()
	l.key.Lock()
	defer l.key.Unlock()
	if l.shelf.eggs == 0 {
		return false
	}
	l.reach()
	l.shelf.eggs--
	return true
}

// Bring puts eggs on the shelf.
func (l *Larder) Bring(eggs int) {
	l.key.Lock()
	defer l.key.Unlock()
	l.shelf.eggs += eggs
}

// Eggs says how many are there. The chef counts them whenever she likes.
func (l *Larder) Eggs() int {
	l.key.Lock()
	defer l.key.Unlock()
	return l.shelf.eggs
}
