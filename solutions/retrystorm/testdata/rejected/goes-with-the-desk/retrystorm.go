// Rejected: who hears after reckoning that the day is over goes home, and the desk stays taken.
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
	desk  chan struct{}
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
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case b.desk <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	n := reckon(b.Sacks())
	if err := ctx.Err(); err != nil {
		return err
	}
	defer func() { <-b.desk }()
	b.mu.Lock()
	defer b.mu.Unlock()
	b.sacks = n
	return nil
}
