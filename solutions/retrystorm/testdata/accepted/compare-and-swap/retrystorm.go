// Accepted: the number is its own mark: it is swapped if it is still what was reckoned with.

// Package retrystorm keeps the stock book of a cake factory: how much flour
// there is. Several clerks change it, and each reckons for a while first.
package retrystorm

import (
	"context"
	"sync/atomic"
)

// Book is the stock book. Clerks do not wait for each other: they reckon with
// a copy of the number, and write only if nobody else has been at the book.
type Book struct {
	sacks atomic.Int64
}

// Open returns a book that says how many sacks there are.
func Open(sacks int) *Book {
	b := &Book{}
	b.sacks.Store(int64(sacks))
	return b
}

// Sacks returns what is written in the book.
func (b *Book) Sacks() int {
	return int(b.sacks.Load())
}

// Update replaces the number in the book by what reckon makes of it. reckon may
// take long, and may be called again if another clerk came in between. Update
// gives up only when ctx is done; then it waits for nobody and has changed nothing.
func (b *Book) Update(ctx context.Context, reckon func(sacks int) int) error {
	for ctx.Err() == nil {
		sacks := b.sacks.Load()
		if b.sacks.CompareAndSwap(sacks, int64(reckon(int(sacks)))) {
			return nil
		}
	}
	return ctx.Err()
}
