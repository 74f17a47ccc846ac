// Accepted: a weighted semaphore, which serves in order: a reader takes one place, a writer all.

// Package hungryelf keeps the shoemaker's book of patterns, which many elves
// read at night and one elf, who is paid by the page, adds to.
package hungryelf

import (
	"context"
	"math"

	"golang.org/x/sync/semaphore"
)

// A Book may be read by any number of elves at once, and written in by one elf
// while nobody reads it. Whoever comes to the book gets it sooner or later.
type Book struct {
	places *semaphore.Weighted // in order; a reader takes one, a writer all of them

	patterns []string // belongs to whoever has the book
}

// NewBook returns a book with the given patterns in it.
func NewBook(patterns ...string) *Book {
	return &Book{patterns: patterns, places: semaphore.NewWeighted(all)}
}

// all is more than there are elves.
const all = math.MaxInt64

// Read opens the book, shows its patterns to look and closes it again. look
// may take its time but must not change the patterns.
func (b *Book) Read(look func(patterns []string)) {
	b.startReading()
	defer b.stopReading()
	look(b.patterns)
}

// Write takes the book away, replaces its patterns by what change makes of
// them, and puts it back. change may take its time.
func (b *Book) Write(change func(patterns []string) []string) {
	b.startWriting()
	defer b.stopWriting()
	b.patterns = change(b.patterns)
}

func (b *Book) startReading() { b.take(1) }
func (b *Book) stopReading()  { b.places.Release(1) }
func (b *Book) startWriting() { b.take(all) }
func (b *Book) stopWriting()  { b.places.Release(all) }

func (b *Book) take(places int64) {
	if err := b.places.Acquire(context.Background(), places); err != nil {
		panic(err) // the background never ends
	}
}
