// Rejected: the difference is entered, whatever the book says by then; that is right only for who adds.
// Belief: safe-steps-are-safe-together

// Package retrystorm keeps the stock book of a cake factory: how much flour
// there is. Several clerks change it, and each reckons for a while first.
package retrystorm

import (
	"context"
	"sync"
)

// Book is the stock book. Clerks do not wait for each other: they reckon with
// a copy of the number, and enter by how much it has changed.
type Book struct {
	mu    sync.Mutex // guards the fields below; held only for a moment
	sacks int
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
	if ctx.Err() != nil {
		return ctx.Err()
	}
	sacks := b.Sacks()
	b.add(reckon(sacks) - sacks)
	return nil
}

// add enters so many sacks more.
func (b *Book) add(sacks int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.sacks += sacks
}
