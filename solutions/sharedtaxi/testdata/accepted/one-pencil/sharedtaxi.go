// Accepted: a channel with room for one order goes from hand to hand; whoever has it may change it.

// Package sharedtaxi is the taxi desk of a hotel: guests who want to go to the
// station at the same time share a taxi.
package sharedtaxi

import "context"

// Desk orders taxis. Its methods may be called by many goroutines at once.
type Desk struct {
	call func(ctx context.Context) (string, error)

	ordered chan *order // one, which may be nil: whoever takes it puts one back
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
	d := &Desk{call: call, ordered: make(chan *order, 1)}
	d.ordered <- nil
	return d
}

// Taxi returns the taxi in which the guest goes to the station. There is at
// most one that is not called off: guests who come while it is ordered share
// it, and they share the error if there is none.
//
// When ctx ends, the guest gives up, and Taxi returns ctx.Err() at once. When
// all of them have given up the taxi is called off. Whoever comes after that
// has one ordered at once.
func (d *Desk) Taxi(ctx context.Context) (string, error) {
	o := <-d.ordered
	if o == nil {
		o = d.order()
	}
	o.waiting++
	d.ordered <- o

	select {
	case <-o.done:
		return o.taxi, o.err
	case <-ctx.Done():
		d.giveUp(o)
		return "", ctx.Err()
	}
}

func (d *Desk) order() *order {
	ctx, callOff := context.WithCancel(context.Background())
	o := &order{callOff: callOff, done: make(chan struct{})}
	go func() {
		defer callOff()
		o.taxi, o.err = d.call(ctx)
		if now := <-d.ordered; now != o {
			d.ordered <- now
		} else {
			d.ordered <- nil
		}
		close(o.done)
	}()
	return o
}

func (d *Desk) giveUp(o *order) {
	now := <-d.ordered
	o.waiting--
	if o.waiting == 0 {
		o.callOff()
		if now == o {
			now = nil
		}
	}
	d.ordered <- now
}
