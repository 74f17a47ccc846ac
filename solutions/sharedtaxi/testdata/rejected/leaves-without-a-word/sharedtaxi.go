// Rejected: a guest who gives up while another one does is not crossed out, and the taxi is never called off.
// Belief: giving-up-is-harmless

// Package sharedtaxi is the taxi desk of a hotel: guests who want to go to the
// station at the same time share a taxi.
package sharedtaxi

import (
	"context"
	"sync"
)

// Desk orders taxis. Its methods may be called by many goroutines at once.
type Desk struct {
	call func(ctx context.Context) (string, error)

	mu      sync.Mutex // guards ordered
	ordered *order     // nil when there is none
}

// An order is that of one taxi.
type order struct {
	callOff context.CancelFunc

	mu      sync.Mutex // guards what follows; after that of the desk
	waiting int        // guests
	off     bool

	done chan struct{} // closed when taxi and err are written
	taxi string
	err  error
}

// Open returns a desk that orders a taxi with call, which takes long. When
// the taxi is not wanted any more, the context of call ends.
func Open(call func(ctx context.Context) (string, error)) *Desk {
	return &Desk{call: call}
}

// Taxi returns the taxi in which the guest goes to the station. There is at
// most one that is not called off: guests who come while it is ordered share
// it, and they share the error if there is none.
//
// When ctx ends, the guest gives up, and Taxi returns ctx.Err() at once. When
// all of them have given up the taxi is called off. Whoever comes after that
// has one ordered at once.
func (d *Desk) Taxi(ctx context.Context) (string, error) {
	d.mu.Lock()
	o := d.ordered
	if o == nil || !o.join() {
		o = d.order()
		o.join()
	}
	d.mu.Unlock()

	select {
	case <-o.done:
		return o.taxi, o.err
	case <-ctx.Done():
		o.giveUp()
		return "", ctx.Err()
	}
}

// order is called with d.mu held.
func (d *Desk) order() *order {
	ctx, callOff := context.WithCancel(context.Background())
	o := &order{callOff: callOff, done: make(chan struct{})}
	d.ordered = o
	go func() {
		defer callOff()
		o.taxi, o.err = d.call(ctx)
		d.mu.Lock()
		if d.ordered == o {
			d.ordered = nil
		}
		d.mu.Unlock()
		close(o.done)
	}()
	return o
}

// join counts one more guest, if the order is not off.
func (o *order) join() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.off {
		o.waiting++
	}
	return !o.off
}

func (o *order) giveUp() {
	if !o.mu.TryLock() {
		return
	}
	defer o.mu.Unlock()
	o.waiting--
	if o.waiting == 0 {
		o.off = true
		o.callOff()
	}
}
