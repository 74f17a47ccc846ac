// Rejected: a cook who takes first and asks then gives back what was not there, and meanwhile the chef counts less than nothing.
// Belief: what-is-undone-was-never-seen

// Package samekey is the larder of a cake factory: a small room with a shelf
// of eggs, and a lock on its door.
package samekey

import "sync/atomic"

// shelf is where the eggs lie.
type shelf struct {
	eggs atomic.Int64
}

// Larder has one door. Whoever goes in locks it from inside and gives back
// the key when coming out. Several cooks may come at once.
type Larder struct {
	shelf *shelf
	reach func()
}

// New returns a larder with so many eggs on its shelf. Reach is called once
// for every egg that somebody takes; the shelf is high, so it takes a while.
func New(eggs int, reach func()) Larder {
	s := new(shelf)
	s.eggs.Store(int64(eggs))
	return Larder{shelf: s, reach: reach}
}

// Take takes an egg from the shelf and returns true, or returns false if there
// is none.
func (l Larder) Take() bool {
	if l.shelf.eggs.Add(-1) < 0 {
		l.shelf.eggs.Add(1) // put it back
		return false
	}
	l.reach()
	return true
}

// Bring puts eggs on the shelf.
func (l Larder) Bring(eggs int) {
	l.shelf.eggs.Add(int64(eggs))
}

// Eggs says how many are there. The chef counts them whenever she likes.
func (l Larder) Eggs() int {
	return int(l.shelf.eggs.Load())
}
