// Accepted: two lines, each first come, first served; after three from the one comes one from the other.

// Package rushorders is the oven of a cake shop: one order is baked at a time,
// and those who pay for it need not wait for the others.
package rushorders

import "sync"

// Oven bakes one order at a time.
type Oven struct {
	mu      sync.Mutex // guards the fields below; not held while somebody bakes
	turn    *sync.Cond // somebody else has become next, or the oven free
	busy    bool
	rush    []*order // in the order in which they came
	waiting []*order // the ordinary ones, in the order in which they came
	row     int      // rush orders in a row that passed an ordinary one
}

// An order waits in front of the oven.
type order struct {
	rush bool
}

// Light returns a hot and empty oven.
func Light() *Oven {
	o := &Oven{}
	o.turn = sync.NewCond(&o.mu)
	return o
}

// Bake calls bake when it is the order's turn, and returns when that is done.
// Rush orders go first, and among equals who came first. But nobody is
// forgotten: the first of the ordinary orders in the line lets at most three
// rush orders pass that came after it, and then it is baked.
func (o *Oven) Bake(rush bool, bake func()) {
	mine := &order{rush: rush}
	o.mu.Lock()
	if rush {
		o.rush = append(o.rush, mine)
	} else {
		o.waiting = append(o.waiting, mine)
	}
	for o.busy || o.next() != mine {
		o.turn.Wait()
	}
	if rush {
		o.rush = o.rush[1:]
		o.row++
	} else {
		o.waiting = o.waiting[1:]
		o.row = 0
	}
	if len(o.waiting) == 0 {
		o.row = 0 // nobody was passed
	}
	o.busy = true
	o.mu.Unlock()

	bake()

	o.mu.Lock()
	o.busy = false
	o.turn.Broadcast()
	o.mu.Unlock()
}

// next returns the order whose turn it is. o.mu is held.
func (o *Oven) next() *order {
	if len(o.rush) > 0 && (o.row < 3 || len(o.waiting) == 0) {
		return o.rush[0]
	}
	return o.waiting[0]
}
