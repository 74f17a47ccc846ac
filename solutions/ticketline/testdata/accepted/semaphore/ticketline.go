// Accepted: the semaphore of golang.org/x/sync, in which this is mended.

// Package ticketline is the door of a puppet theatre. People come in parties,
// and a party goes in together or not at all.
package ticketline

import (
	"context"

	"golang.org/x/sync/semaphore"
)

// A Theatre has a number of seats and a line in front of it.
type Theatre struct {
	seats *semaphore.Weighted
}

// Open returns an empty theatre.
func Open(seats int) *Theatre {
	return &Theatre{seats: semaphore.NewWeighted(int64(seats))}
}

// Enter returns nil when the party has its seats: at once, or after it has
// waited in the line. Parties go in in the order in which they came, and a party
// never waits when it is the first in the line and there are seats enough. If ctx
// ends before, the party may give up: Enter returns ctx's error, and the party
// has no seats. No party is larger than the theatre.
func (t *Theatre) Enter(ctx context.Context, size int) error {
	return t.seats.Acquire(ctx, int64(size))
}

// Leave gives back a party's seats.
func (t *Theatre) Leave(size int) {
	t.seats.Release(int64(size))
}
