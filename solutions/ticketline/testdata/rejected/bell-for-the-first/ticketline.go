// Rejected: when somebody gives up the bell wakes one of those who wait, who may be another.
// Belief: one-wake-up-reaches-all

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
	mu   sync.Mutex // guards the fields below
	bell *sync.Cond // rung after each change of free or line
	free int        // seats
	line []*party   // in the order in which they came
}

// A party waits in the line.
type party struct {
	size int
}

// Open returns an empty theatre.
func Open(seats int) *Theatre {
	t := &Theatre{free: seats}
	t.bell = sync.NewCond(&t.mu)
	return t
}

// Enter returns nil when the party has its seats: at once, or after it has
// waited in the line. Parties go in in the order in which they came, and a party
// never waits when it is the first in the line and there are seats enough. If ctx
// ends before, the party may give up: Enter returns ctx's error, and the party
// has no seats. No party is larger than the theatre.
func (t *Theatre) Enter(ctx context.Context, size int) error {
	stop := context.AfterFunc(ctx, func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.bell.Signal()
	})
	defer stop()

	t.mu.Lock()
	defer t.mu.Unlock()
	p := &party{size: size}
	t.line = append(t.line, p)
	for t.line[0] != p || t.free < size {
		if ctx.Err() != nil {
			t.gone(p)
			return ctx.Err()
		}
		t.bell.Wait()
	}
	t.free -= size
	t.gone(p)
	return nil
}

// gone takes the party out of the line. t.mu is held.
func (t *Theatre) gone(p *party) {
	place := slices.Index(t.line, p)
	t.line = slices.Delete(t.line, place, place+1)
	t.bell.Broadcast()
}

// Leave gives back a party's seats.
func (t *Theatre) Leave(size int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.free += size
	t.bell.Broadcast()
}
