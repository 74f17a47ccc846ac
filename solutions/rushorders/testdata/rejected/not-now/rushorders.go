// Rejected: who comes while somebody else is being put in the line is sent home, and the order is never baked.
// Belief: giving-up-is-harmless

// Package rushorders is the oven of a cake shop: one order is baked at a time,
// and those who pay for it need not wait for the others.
package rushorders

import "sync"

// patience is how many rush orders the first of the ordinary ones lets pass.
const patience = 3

// Oven bakes one order at a time.
type Oven struct {
	mu      sync.Mutex // guards the fields below; not held while somebody bakes
	turn    *sync.Cond // somebody else has become next, or the oven free
	busy    bool
	waiting []*order // in the order in which they came
	row     int      // rush orders that passed the first of the ordinary ones
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
	if !o.mu.TryLock() {
		return
	}
	o.waiting = append(o.waiting, mine)
	for o.busy || o.next() != mine {
		o.turn.Wait()
	}
	switch {
	case !rush:
		o.row = 0
	case o.waiting[0] != mine: // then an ordinary order came before it
		o.row++
	}
	o.waiting = without(o.waiting, mine)
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
