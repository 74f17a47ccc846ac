package sync

import "racelab/internal/sim/kernel"

// A ledger tells whether a Done can come too early: it sets each against an Add that
// happened before it. If every Done has one of its own, the count is above zero whenever
// one of them comes, in whatever order that may be (Hall, 1935). One that has none
// lowers what another goroutine has added, and the count may be negative if that comes later.
type ledger struct {
	adds  []added
	dones []done
	short bool // a Done had no Add of its own
}

// added is a call of Add: how much of it no Done has been set against.
type added struct {
	when kernel.Moment
	left int
}

// done is a call of Done, or a part of one that lowers the count by more than one.
type done struct {
	event int32
	when  kernel.Moment
	knows kernel.VC // what happened before
	by    int       // the Add that it is set against, or -1
}

// few are as many calls as most wait groups see.
const few = 4

var (
	addsOfAll  kernel.Arena[added]
	donesOfAll kernel.Arena[done]
)

// raise enters a call of Add.
func (l *ledger) raise(when kernel.Moment, delta int) {
	if l.adds == nil {
		l.adds = addsOfAll.Take(few)
	}
	l.adds = append(l.adds, added{when, delta})
}

// lower enters a Done, or a part of one. d.by is found here.
func (l *ledger) lower(d done) {
	d.by = -1
	if !l.short {
		d.by = l.find(d.knows, true)
	}
	l.short = l.short || d.by < 0
	if l.dones == nil {
		l.dones = donesOfAll.Take(max(few, len(l.adds)))
	}
	l.dones = append(l.dones, d)
}

// has reports whether lower would find an Add of its own for a Done that comes after knows.
func (l *ledger) has(knows kernel.VC) bool { return !l.short && l.find(knows, false) >= 0 }

// find returns an Add for a Done that comes after knows, or -1. If take is set, it is its own
// from then on. The latest is the likeliest.
func (l *ledger) find(knows kernel.VC, take bool) int {
	for i := len(l.adds) - 1; i >= 0; i-- {
		if a := &l.adds[i]; a.left > 0 && a.when.In(knows) {
			if take {
				a.left--
			}
			return i
		}
	}
	return l.swap(knows, take, make([]bool, len(l.adds)))
}

// swap is find if another Done has to be set against another Add for it: an augmenting path, as
// in any bipartite matching. tried are the Adds that are on it, or of no use.
func (l *ledger) swap(knows kernel.VC, take bool, tried []bool) int {
	for i := range l.adds {
		a := &l.adds[i]
		if tried[i] || !a.when.In(knows) {
			continue
		}
		tried[i] = true
		if a.left > 0 {
			if take {
				a.left--
			}
			return i
		}
		for k := range l.dones {
			d := &l.dones[k]
			if d.by != i {
				continue
			}
			if other := l.swap(d.knows, take, tried); other >= 0 {
				if take {
					d.by = other
				}
				return i
			}
		}
	}
	return -1
}
