// Accepted: who has done calls the next one, by a channel of its own; nobody else wakes up.

// Package rushorders is the oven of a cake shop: one order is baked at a time,
// and those who pay for it need not wait for the others.
package rushorders

import "sync"

// patience is how many rush orders the first of the ordinary ones lets pass.
const patience = 3

// Oven bakes one order at a time.
type Oven struct {
	mu      sync.Mutex // guards the fields below; not held while somebody bakes
	busy    bool
	waiting []*order // in the order in which they came
	row     int      // rush orders that passed the first of the ordinary ones
}

// An order waits in front of the oven.
type order struct {
	rush bool
	turn chan struct{} // closed when it is its turn
}

// Light returns a hot and empty oven.
func Light() *Oven {
	return &Oven{}
}

// Bake calls bake when it is the order's turn, and returns when that is done.
// Rush orders go first, and among equals who came first. But nobody is
// forgotten: the first of the ordinary orders in the line lets at most three
// rush orders pass that came after it, and then it is baked.
func (o *Oven) Bake(rush bool, bake func()) {
	mine := &order{rush: rush, turn: make(chan struct{})}
	o.mu.Lock()
	o.waiting = append(o.waiting, mine)
	o.call()
	o.mu.Unlock()

	<-mine.turn
	bake()

	o.mu.Lock()
	o.busy = false
	o.call()
	o.mu.Unlock()
}

// call lets the next order into the oven if it is free. o.mu is held.
func (o *Oven) call() {
	if o.busy || len(o.waiting) == 0 {
		return
	}
	next := o.next()
	switch {
	case !next.rush:
		o.row = 0
	case o.waiting[0] != next: // then an ordinary order came before it
		o.row++
	}
	o.waiting = without(o.waiting, next)
	o.busy = true
	close(next.turn)
}

// next returns the order whose turn it is. o.mu is held.
func (o *Oven) next() *order {
	for _, w := range o.waiting {
		// After patience rush orders an ordinary one is in a hurry, too.
		if w.rush == (o.row < patience) {
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
