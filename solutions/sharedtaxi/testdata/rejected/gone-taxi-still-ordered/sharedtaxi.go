// Rejected: those who wait are told that the taxi has come before the desk forgets it; who asks next is sent after it.
// Belief: shown-before-it-is-so

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

	mu      sync.Mutex // guards ordered, and who waits for it
	ordered *order     // nil when there is none that somebody wants
}

// An order is that of one taxi.
type order struct {
	waiting int // guests
	callOff context.CancelFunc

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
	if o == nil {
		o = d.order()
	}
	o.waiting++
	d.mu.Unlock()

	select {
	case <-o.done:
		return o.taxi, o.err
	case <-ctx.Done():
		d.giveUp(o)
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
		close(o.done)
		d.mu.Lock()
		d.forget(o)
		d.mu.Unlock()
	}()
	return o
}

func (d *Desk) giveUp(o *order) {
	d.mu.Lock()
	defer d.mu.Unlock()
	o.waiting--
	if o.waiting == 0 {
		o.callOff()
		d.forget(o)
	}
}

// forget is called with d.mu held. The order at the desk may be a later one.
func (d *Desk) forget(o *order) {
	if d.ordered == o {
		d.ordered = nil
	}
}
