// Rejected: two people who pin at the same time copy the same board, and the second one hangs up a board without the notice of the first.
// Belief: safe-steps-are-safe-together

// Package noticeboard is the board beside the door of a cake factory: whoever
// comes to work reads it, and now and then somebody pins up a notice.
package noticeboard

import (
	"fmt"
	"slices"
	"sync/atomic"
)

// Board may be used by everybody at once. Any number of people read it
// together; who pins up or takes down a notice has it alone.
type Board struct {
	notices atomic.Pointer[[]string] // what it points to is never changed
}

// Pin adds a notice below the others. Who comes with a notice is not kept
// waiting by people who begin to read later.
func (b *Board) Pin(notice string) {
	notices := append(slices.Clone(b.now()), notice)
	b.notices.Store(&notices)
}

// TakeDown removes the first notice with that text, if there is one.
func (b *Board) TakeDown(notice string) {
	notices := slices.Clone(b.now())
	if i := slices.Index(notices, notice); i >= 0 {
		notices = slices.Delete(notices, i, i+1)
		b.notices.Store(&notices)
	}
}

// Count returns how many notices hang on the board.
func (b *Board) Count() int { return len(b.now()) }

// Read calls look for each notice, from the top, with a line such as
// "2 of 5: no crumbs". Look may take its time and leaves the board alone. One
// reader sees the board as it hung at one moment, whatever is pinned up or
// taken down meanwhile.
func (b *Board) Read(look func(line string)) {
	notices := b.now()
	for i, notice := range notices {
		look(fmt.Sprintf("%d of %d: %s", i+1, len(notices), notice))
	}
}

func (b *Board) now() []string {
	if notices := b.notices.Load(); notices != nil {
		return *notices
	}
	return nil
}
