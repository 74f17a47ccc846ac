// Rejected: asking more often does not help a writer when there is no moment without a reader.
// Belief: asking-again-is-waiting

// Package hungryelf keeps the shoemaker's book of patterns, which many elves
// read at night and one elf, who is paid by the page, adds to.
package hungryelf

import (
	"sync"
	"time"
)

// A Book may be read by any number of elves at once, and written in by one elf
// while nobody reads it. Whoever comes to the book gets it sooner or later.
type Book struct {
	mu      sync.Mutex // guards the fields below; never held while somebody has the book
	freed   *sync.Cond // signalled when an elf lets go of the book
	readers int
	writing bool

	patterns []string // belongs to whoever has the book
}

// NewBook returns a book with the given patterns in it.
func NewBook(patterns ...string) *Book {
	b := &Book{patterns: patterns}
	b.freed = sync.NewCond(&b.mu)
	return b
}

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

func (b *Book) startReading() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.writing {
		b.freed.Wait()
	}
	b.readers++
}

func (b *Book) stopReading() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.readers--
	b.freed.Broadcast()
}

func (b *Book) startWriting() {
	for !b.tryWriting() {
		time.Sleep(time.Second)
	}
}

func (b *Book) tryWriting() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.writing || b.readers > 0 {
		return false
	}
	b.writing = true
	return true
}

func (b *Book) stopWriting() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.writing = false
	b.freed.Broadcast()
}
