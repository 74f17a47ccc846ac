// Rejected: there is room for ten people before the board, and an eleventh waits until one of them has gone.
// Belief: some-number-is-large-enough

// Package noticeboard is the board beside the door of a cake factory: whoever
// comes to work reads it, and now and then somebody pins up a notice.
package noticeboard

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"golang.org/x/sync/semaphore"
)

const everybody = 10

// Board may be used by everybody at once. Any number of people read it
// together; who pins up or takes down a notice has it alone.
type Board struct {
	once    sync.Once
	places  *semaphore.Weighted // one for each reader, all of them for a writer
	notices []string
}

// stand takes so many places before the board, and leave gives them back.
func (b *Board) stand(places int64) (leave func()) {
	b.once.Do(func() { b.places = semaphore.NewWeighted(everybody) })
	_ = b.places.Acquire(context.Background(), places)
	return func() { b.places.Release(places) }
}

// Pin adds a notice below the others. Who comes with a notice is not kept
// waiting by people who begin to read later.
func (b *Board) Pin(notice string) {
	defer b.stand(everybody)()
	b.notices = append(b.notices, notice)
}

// TakeDown removes the first notice with that text, if there is one.
func (b *Board) TakeDown(notice string) {
	defer b.stand(everybody)()
	if i := slices.Index(b.notices, notice); i >= 0 {
		b.notices = slices.Delete(b.notices, i, i+1)
	}
}

// Count returns how many notices hang on the board.
func (b *Board) Count() int {
	defer b.stand(1)()
	return len(b.notices)
}

// Read calls look for each notice, from the top, with a line such as
// "2 of 5: no crumbs". Look may take its time and leaves the board alone. One
// reader sees the board as it hung at one moment, whatever is pinned up or
// taken down meanwhile.
func (b *Board) Read(look func(line string)) {
	defer b.stand(1)()
	for i, notice := range b.notices {
		look(fmt.Sprintf("%d of %d: %s", i+1, len(b.notices), notice))
	}
}
