// Rejected: a notice without words is not pinned up.
// Belief: empty-means-none

// Package noticeboard is the board beside the door of a cake factory: whoever
// comes to work reads it, and now and then somebody pins up a notice.
package noticeboard

import (
	"fmt"
	"slices"
	"sync"
)

// Board may be used by everybody at once. Any number of people read it
// together; who pins up or takes down a notice has it alone.
type Board struct {
	// mu guards notices. Who holds it, for reading too, calls no method that
	// takes it: a writer may be waiting in between.
	mu      sync.RWMutex
	notices []string
}

// Pin adds a notice below the others. Who comes with a notice is not kept
// waiting by people who begin to read later.
func (b *Board) Pin(notice string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if notice != "" {
		b.notices = append(b.notices, notice)
	}
}

// TakeDown removes the first notice with that text, if there is one.
func (b *Board) TakeDown(notice string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if i := slices.Index(b.notices, notice); i >= 0 {
		b.notices = slices.Delete(b.notices, i, i+1)
	}
}

// Count returns how many notices hang on the board.
func (b *Board) Count() int {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return len(b.notices)
}

// Read calls look for each notice, from the top, with a line such as
// "2 of 5: no crumbs". Look may take its time and leaves the board alone. One
// reader sees the board as it hung at one moment, whatever is pinned up or
// taken down meanwhile.
func (b *Board) Read(look func(line string)) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for i, notice := range b.notices {
		look(fmt.Sprintf("%d of %d: %s", i+1, len(b.notices), notice))
	}
}
