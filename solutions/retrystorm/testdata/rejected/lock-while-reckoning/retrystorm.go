// Rejected: nobody is sent back, because the others wait at a lock, and there nobody can give up.
// Belief: waiting-with-a-lock-is-harmless

// Package retrystorm keeps the stock book of a cake factory: how much flour
// there is. Several clerks change it, and each reckons for a while first.
package retrystorm

import (
	"context"
	"sync"
)

// Book is the stock book. One clerk after the other reckons and writes.
type Book struct {
	mu    sync.Mutex // guards sacks
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
	b.mu.Lock()
	defer b.mu.Unlock()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	b.sacks = reckon(b.sacks)
	return nil
}
