// Rejected: nobody is sent into a room that has no name.
// Belief: empty-means-none

// Package afterparty is the morning after a party: the rooms are cleaned by
// helpers, of whom there are more than mops.
package afterparty

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"
)

// House is where the party was. Its method may be called by several goroutines
// at once.
type House struct {
	clean func(ctx context.Context, room string) error
	mops  chan struct{} // one element for each that is in use
}

// Open returns a house with that many mops, at least one. What a helper does
// with one is clean; it may take long, and should return soon when its context
// is over.
func Open(mops int, clean func(ctx context.Context, room string) error) *House {
	return &House{clean: clean, mops: make(chan struct{}, mops)}
}

// CleanUp sends a helper into each of the rooms as soon as there is a mop, and
// waits for them. There are never more helpers in the rooms than mops in the
// house, whoever else cleans up.
//
// When a helper fails, the context of the others ends, and CleanUp returns the
// error of the first who failed, with the name of the room; what the others
// say because of that is not told. When ctx is over it may leave rooms out,
// and then returns an error that is ctx's. It returns nil if all rooms are
// clean. In any case no helper of its own is in the rooms any more.
func (h *House) CleanUp(ctx context.Context, rooms ...string) error {
	helpers, goOn := errgroup.WithContext(ctx)
	for _, room := range rooms {
		if room == "" {
			continue
		}
		select {
		case h.mops <- struct{}{}:
		case <-goOn.Done():
			// Who failed first is known when all have gone. If nobody has, ctx is over.
			if err := helpers.Wait(); err != nil {
				return err
			}
			return ctx.Err()
		}
		helpers.Go(func() error {
			defer func() { <-h.mops }()
			if err := h.clean(goOn, room); err != nil {
				return fmt.Errorf("%s: %w", room, err)
			}
			return nil
		})
	}
	return helpers.Wait()
}
