// Rejected: the first who was unlucky never gets up from the desk, and the second waits there for ever.
// Belief: every-way-out-is-covered

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
	mark  int           // goes up with every change of sacks, and with nothing else
	desk  chan struct{} // holds a token while a clerk reckons who was sent back before
}

// Open returns a book that says how many sacks there are.
func Open(sacks int) *Book { return &Book{sacks: sacks, desk: make(chan struct{}, 1)} }

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
	sacks, mark := b.look()
	if ctx.Err() == nil && b.write(reckon(sacks), mark) {
		return nil
	}
	select {
	case b.desk <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	for ctx.Err() == nil {
		sacks, mark := b.look()
		if b.write(reckon(sacks), mark) {
			return nil
		}
	}
	return ctx.Err()
}

// look returns the number to reckon with, and the mark to know it by.
func (b *Book) look() (sacks, mark int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.sacks, b.mark
}

// write puts in a new number and returns true, or returns false and changes
// nothing if another clerk has been at the book since the mark was made.
func (b *Book) write(sacks, mark int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.mark != mark {
		return false
	}
	b.mark++ // only who has changed something may send the others back
	b.sacks = sacks
	return true
}
