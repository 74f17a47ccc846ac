// Rejected: a boy counts as home when the guest has left, although he is still on the way.
// Belief: told-means-gone

// Package lateringer is a hotel at a small station. Page boys are sent to the
// platform for parcels, and a bell calls them back.
package lateringer

import (
	"context"
	"sync/atomic"
)

// Platform is where a page boy waits.
type Platform interface {
	// Wait returns the parcel that a train has brought. If the bell rings first,
	// there is none, and ok is false.
	Wait() (parcel string, ok bool)
	// Ring rings the bell. Ringing again changes nothing.
	Ring()
}

// Hotel sends page boys. Its methods may be called by many goroutines at once.
type Hotel struct {
	out atomic.Int64
}

// A trip is that of one page boy.
type trip struct {
	brought chan string
	forget  func() bool
	rung    chan struct{} // closed after the bell, unless that was forgotten
}

// Fetch sends a page boy to the platform and returns the parcel that he brings.
//
// When ctx ends, Fetch returns ctx.Err() at once; a boy who waits on the platform
// then is called back by the bell, and comes home by himself. When Fetch
// returns a parcel, others have the platform: the bell does not ring for
// this boy any more.
func (h *Hotel) Fetch(ctx context.Context, p Platform) (string, error) {
	t := h.send(ctx, p)
	defer h.out.Add(-1)
	select {
	case parcel := <-t.brought:
		if !t.forget() {
			<-t.rung // it has begun to ring for this boy
		}
		return parcel, nil
	case <-ctx.Done():
		if t.forget() {
			p.Ring() // or nobody does
		}
		return "", ctx.Err()
	}
}

// Out says how many page boys are out.
func (h *Hotel) Out() int { return int(h.out.Load()) }

// send sends a page boy, who is called back at the end of ctx unless that is
// forgotten before.
func (h *Hotel) send(ctx context.Context, p Platform) *trip {
	h.out.Add(1)
	t := &trip{brought: make(chan string, 1), rung: make(chan struct{})}
	t.forget = context.AfterFunc(ctx, func() {
		defer close(t.rung)
		p.Ring()
	})
	go func() {
		if parcel, ok := p.Wait(); ok {
			t.brought <- parcel
		}
	}()
	return t
}
