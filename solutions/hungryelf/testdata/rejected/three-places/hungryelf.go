// Rejected: a channel of three places, a reader takes one and a writer all: the fourth who would read waits, though nobody writes.
// Belief: some-number-is-large-enough

// Package hungryelf keeps the shoemaker's book of patterns, which many elves
// read at night and one elf, who is paid by the page, adds to.
package hungryelf

// places is how many elves can read at once. A reader takes one, a writer all.
const places = 3

// A Book may be read by any number of elves at once, and written in by one elf
// while nobody reads it. Whoever comes to the book gets it sooner or later.
type Book struct {
	pen  chan struct{} // full while an elf wants to write or writes
	seat chan struct{} // one entry for each place taken

	patterns []string // belongs to whoever has the book
}

// NewBook returns a book with the given patterns in it.
func NewBook(patterns ...string) *Book {
	return &Book{
		patterns: patterns,
		pen:      make(chan struct{}, 1),
		seat:     make(chan struct{}, places),
	}
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

func (b *Book) startReading() { b.seat <- struct{}{} }

func (b *Book) stopReading() { <-b.seat }

// The pen keeps two writers from each holding some of the places.
func (b *Book) startWriting() {
	b.pen <- struct{}{}
	for range places {
		b.seat <- struct{}{}
	}
}

func (b *Book) stopWriting() {
	for range places {
		<-b.seat
	}
	<-b.pen
}
