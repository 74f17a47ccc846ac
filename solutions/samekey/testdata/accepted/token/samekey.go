// Accepted: the key is a token in a channel, and a copy of a channel is the same channel.

// Package samekey is the larder of a cake factory: a small room with a shelf
// of eggs, and a lock on its door.
package samekey

// shelf is where the eggs lie.
type shelf struct {
	eggs int
}

// Larder has one door. Whoever goes in locks it from inside and gives back
// the key when coming out. Several cooks may come at once.
type Larder struct {
	key   chan struct{} // whoever took the token from it is alone with the shelf
	shelf *shelf
	reach func()
}

// New returns a larder with so many eggs on its shelf. Reach is called once
// for every egg that somebody takes; the shelf is high, so it takes a while.
func New(eggs int, reach func()) Larder {
	key := make(chan struct{}, 1)
	key <- struct{}{}
	return Larder{key: key, shelf: &shelf{eggs: eggs}, reach: reach}
}

// Take takes an egg from the shelf and returns true, or returns false if there
// is none.
func (l Larder) Take() bool {
	<-l.key
	defer func() { l.key <- struct{}{} }()
	if l.shelf.eggs == 0 {
		return false
	}
	l.reach()
	l.shelf.eggs--
	return true
}

// Bring puts eggs on the shelf.
func (l Larder) Bring(eggs int) {
	<-l.key
	defer func() { l.key <- struct{}{} }()
	l.shelf.eggs += eggs
}

// Eggs says how many are there. The chef counts them whenever she likes.
func (l Larder) Eggs() int {
	<-l.key
	defer func() { l.key <- struct{}{} }()
	return l.shelf.eggs
}
