// Rejected: an elf who has the book calls one of those who wait, who may not be the next: she waits on, and the next one has not heard it.
// Belief: one-wake-up-reaches-all

// Package hungryelf keeps the shoemaker's book of patterns, which many elves
// read at night and one elf, who is paid by the page, adds to.
package hungryelf

import "sync"

// A Book may be read by any number of elves at once, and written in by one elf
// while nobody reads it. Whoever comes to the book gets it sooner or later.
type Book struct {
	mu      sync.Mutex // guards the fields below; never held while somebody has the book
	freed   *sync.Cond // signalled when an elf lets go of the book
	readers int
	writing bool
	next    int // the ticket that the next elf draws
	serving int // the ticket whose turn it is

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
	ticket := b.next
	b.next++
	for ticket != b.serving || b.writing {
		b.freed.Wait()
	}
	b.readers++
	b.serving++
	b.freed.Signal()
}

func (b *Book) stopReading() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.readers--
	b.freed.Broadcast()
}

func (b *Book) startWriting() {
	b.mu.Lock()
	defer b.mu.Unlock()
	ticket := b.next
	b.next++
	for ticket != b.serving || b.writing || b.readers > 0 {
		b.freed.Wait()
	}
	b.writing = true
	b.serving++
}

func (b *Book) stopWriting() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.writing = false
	b.freed.Broadcast()
}
