// Rejected: who has no more time for the line is told that somebody has called it off.
// Belief: one-stands-for-all

// Package ticketline is the door of a puppet theatre. People come in parties,
// and a party goes in together or not at all.
package ticketline

import (
	"context"
	"sync"
)

// A Theatre has a number of seats and a line in front of it.
type Theatre struct {
	first chan struct{} // holds a token while somebody is first in the line

	mu    sync.Mutex    // guards the fields below
	free  int           // seats
	freed chan struct{} // closed, and replaced, when seats become free
}

// Open returns an empty theatre.
func Open(seats int) *Theatre {
	return &Theatre{first: make(chan struct{}, 1), free: seats, freed: make(chan struct{})}
}

// Enter returns nil when the party has its seats: at once, or after it has
// waited in the line. Parties go in in the order in which they came, and a party
// never waits when it is the first in the line and there are seats enough. If ctx
// ends before, the party may give up: Enter returns ctx's error, and the party
// has no seats. No party is larger than the theatre.
func (t *Theatre) Enter(ctx context.Context, size int) error {
	select {
	case t.first <- struct{}{}:
	case <-ctx.Done():
		return context.Canceled
	}
	defer func() { <-t.first }()
	for {
		in, freed := t.take(size)
		if in {
			return nil
		}
		select {
		case <-freed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// take takes the seats if there are enough of them. If not, freed will be closed
// when there are more.
func (t *Theatre) take(size int) (in bool, freed <-chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.free < size {
		return false, t.freed
	}
	t.free -= size
	return true, nil
}

// Leave gives back a party's seats.
func (t *Theatre) Leave(size int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.free += size
	close(t.freed)
	t.freed = make(chan struct{})
}
