// Accepted: Go's own lock, in which a waiting writer holds back new readers and readers who wait come before the next writer.

// Package hungryelf keeps the shoemaker's book of patterns, which many elves
// read at night and one elf, who is paid by the page, adds to.
package hungryelf

import "sync"

// A Book may be read by any number of elves at once, and written in by one elf
// while nobody reads it. Whoever comes to the book gets it sooner or later.
type Book struct {
	mu       sync.RWMutex // guards patterns
	patterns []string
}

// NewBook returns a book with the given patterns in it.
func NewBook(patterns ...string) *Book { return &Book{patterns: patterns} }

// Read opens the book, shows its patterns to look and closes it again. look
// may take its time but must not change the patterns.
func (b *Book) Read(look func(patterns []string)) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	look(b.patterns)
}

// Write takes the book away, replaces its patterns by what change makes of
// them, and puts it back. change may take its time.
func (b *Book) Write(change func(patterns []string) []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.patterns = change(b.patterns)
}
