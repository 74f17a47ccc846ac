// Rejected: whatever ended ctx, Enter says that it was cancelled.
// Belief: nobody-relies-on-it

// Package ticketline is the door of a puppet theatre. People come in parties,
// and a party goes in together or not at all.
package ticketline

import (
	"context"
	"slices"
	"sync"
)

// A Theatre has a number of seats and a line in front of it.
type Theatre struct {
	mu   sync.Mutex // guards the fields below; when it is free, there are too few seats for the first in the line
	free int        // seats
	line []*party   // in the order in which they came
}

// A party waits in the line.
type party struct {
	size int
	in   chan struct{} // closed when the party has its seats
}

// Open returns an empty theatre.
func Open(seats int) *Theatre {
	return &Theatre{free: seats}
}

// Enter returns nil when the party has its seats: at once, or after it has
// waited in the line. Parties go in in the order in which they came, and a party
// never waits when it is the first in the line and there are seats enough. If ctx
// ends before, the party may give up: Enter returns ctx's error, and the party
// has no seats. No party is larger than the theatre.
func (t *Theatre) Enter(ctx context.Context, size int) error {
	p := &party{size: size, in: make(chan struct{})}
	t.mu.Lock()
	t.line = append(t.line, p)
	t.admit()
	t.mu.Unlock()

	select {
	case <-p.in:
		return nil
	case <-ctx.Done():
		return t.giveUp(ctx, p)
	}
}

// giveUp takes the party out of the line, unless it has its seats by now.
func (t *Theatre) giveUp(ctx context.Context, p *party) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	place := slices.Index(t.line, p)
	if place < 0 {
		return nil
	}
	t.line = slices.Delete(t.line, place, place+1)
	t.admit()
	return context.Canceled
}

// Leave gives back a party's seats.
func (t *Theatre) Leave(size int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.free += size
	t.admit()
}

// admit lets in those at the front of the line for whom there are seats. t.mu
// is held.
func (t *Theatre) admit() {
	for len(t.line) > 0 && t.line[0].size <= t.free {
		first := t.line[0]
		t.line = t.line[1:]
		t.free -= first.size
		close(first.in)
	}
}
