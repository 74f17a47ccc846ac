// Package retrystorm keeps the stock book of a cake factory: how much flour
// there is. Several clerks change it, and each reckons for a while first.
package retrystorm

import (
	"context"
	"sync"
)

// Book is the stock book. Clerks do not wait for each other: they reckon with
// a copy of the number, and write only if nobody else has been at the book.
type Book struct {
	mu    sync.Mutex // guards the fields below; held only for a moment
	sacks int
	mark  *byte // a new one with every change of sacks, and with nothing else; its address is all that counts
}

// Open returns a book that says how many sacks there are.
func Open(sacks int) *Book { return &Book{sacks: sacks} }

// Sacks returns what is written in the book.
func (b *Book) Sacks() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.sacks
}

// Update replaces the number in the book by what reckon makes of it. reckon may
// take long, and may be called again if another clerk came in between. Update
// gives up only when ctx is done; then it waits for nobody and has changed nothing.
func (b *Book) Update(ctx context.Context, reckon func(sacks int) int) error {
	for ctx.Err() == nil {
		sacks, mark := b.look()
		if b.write(reckon(sacks), mark) {
			return nil
		}
	}
	return ctx.Err()
}

// look returns the number to reckon with, and the mark to know it by.
func (b *Book) look() (sacks int, mark *byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.sacks, b.mark
}

// write puts in a new number and returns true, or returns false and changes
// nothing if another clerk has been at the book since the mark was made.
func (b *Book) write(sacks int, mark *byte) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.mark != mark {
		return false
	}
	b.mark = new(byte) // only who has changed something may send the others back
	b.sacks = sacks
	return true
}
