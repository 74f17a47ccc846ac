// Rejected: after three rush orders it is the turn of an ordinary one, and a second one is crossed off the list with it.
// Belief: one-stands-for-all

// Package rushorders is the oven of a cake shop: one order is baked at a time,
// and those who pay for it need not wait for the others.
package rushorders

import "sync"

// Oven bakes one order at a time.
type Oven struct {
	mu      sync.Mutex // guards the fields below; not held while somebody bakes
	turn    *sync.Cond // somebody else has become next, or the oven free
	busy    bool
	waiting []*order // in the order in which they came
	row     int      // rush orders since the last ordinary one
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
	o.waiting = append(o.waiting, mine)
	for o.busy || o.next() != mine {
		o.turn.Wait()
	}
	o.waiting = without(o.waiting, mine)
	if rush {
		o.row++
	} else {
		o.row = 0
		if len(o.waiting) > 0 && !o.waiting[0].rush {
			o.waiting = o.waiting[1:]
		}
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
	if o.row >= 3 {
		for _, w := range o.waiting {
			if !w.rush {
				return w
			}
		}
	}
	for _, w := range o.waiting {
		if w.rush {
			return w
		}
	}
	return o.waiting[0]
}

func without(orders []*order, gone *order) []*order {
	var rest []*order
	for _, w := range orders {
		if w != gone {
			rest = append(rest, w)
		}
	}
	return rest
}
