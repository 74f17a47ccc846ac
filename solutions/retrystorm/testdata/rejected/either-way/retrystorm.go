// Rejected: a select between a free desk and the end of the day takes either, so a clerk whose day is over writes now and then.
// Belief: the-unlikely-does-not-happen

// Package retrystorm keeps the stock book of a cake factory.
package retrystorm

import (
	"context"
	"sync"
)

type Book struct {
	desk  chan struct{}
	mu    sync.Mutex
	sacks int
}

func Open(sacks int) *Book { return &Book{sacks: sacks, desk: make(chan struct{}, 1)} }

func (b *Book) Sacks() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.sacks
}

func (b *Book) Update(ctx context.Context, reckon func(sacks int) int) error {
	select {
	case b.desk <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-b.desk }()
	sacks := reckon(b.Sacks())
	b.mu.Lock()
	defer b.mu.Unlock()
	b.sacks = sacks
	return nil
}
