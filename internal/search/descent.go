package search

import (
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// A descent compares the steps v, to be tried from the state before event i,
// with branches that are planned there, level by level.
type descent struct {
	hb   *order
	v    []step
	last possible // the last of v, until it is passed
	// next is, for each task, the index from which to look for its next event;
	// beyond says that it has made a step that this execution knows nothing of.
	next   []int32
	beyond []bool

	room   []step // of v; used again and again, as is
	doubts []int32
}

// answer is what can be told of two branches from one execution.
type answer uint8

const (
	no answer = iota
	yes
	unknown
)

// begin makes d the descent of the events after i that do not depend on it, and
// then last.
func (d *descent) begin(hb *order, i int, last possible) {
	d.hb, d.v = hb, d.room[:0]
	d.next, d.beyond = atLeast(d.next, hb.width), atLeast(d.beyond, hb.width)
	clear(d.beyond)
	for t := range d.next {
		d.next[t] = int32(i)
	}
	clock := append(d.last.clock[:0], last.clock...)
	if last.clock == nil {
		clock = append(clock, make([]int32, hb.width)...)
	}
	d.last = last
	d.last.clock = clock
	for k := i + 1; k < len(hb.x.Events); k++ {
		if hb.has(hb.at(k), i) {
			continue
		}
		e := &hb.x.Events[k]
		b := branch{e.Task, anyResult}
		if e.Options != 0 {
			b.result = e.Choice
		}
		d.v = append(d.v, step{b, int32(k)})
		if conflict(hb.x.Accesses(e), last.acc) {
			join(clock, hb.at(k))
		}
	}
	d.v = append(d.v, step{branch{last.task, anyResult}, -1})
	d.room = d.v
}

// of returns what st comes after, what it might do, and what it did.
func (d *descent) of(st step) (clock []int32, acc, did []trace.Access) {
	if st.index < 0 {
		return d.last.clock, d.last.acc, d.last.did
	}
	did = d.hb.x.Accesses(&d.hb.x.Events[st.index])
	return d.hb.at(int(st.index)), did, did
}

// initial reports whether v can begin with branch b: either b is a step of v
// that none before it must precede, or it is independent of all of v (a weak
// initial, in the words of the paper).
func (d *descent) initial(b branch) answer {
	for m, st := range d.v {
		if st.task != b.task {
			continue
		}
		if b.result != anyResult && st.result != b.result {
			return no
		}
		clock, _, _ := d.of(st)
		for _, g := range d.v[:m] {
			if d.hb.has(clock, int(g.index)) {
				return no
			}
		}
		return yes
	}
	kind, acc, known := d.wanted(b.task)
	if !known {
		return unknown
	}
	sure := yes
	for _, st := range d.v {
		_, might, did := d.of(st)
		if !conflict(might, acc) {
			continue
		}
		var done kernel.Kind // what has been done stays as it was
		if st.index < 0 {
			done = d.last.kind
		}
		if surely(done, did, kind, acc) {
			return no
		}
		sure = unknown // one of them may do less there
	}
	return sure
}

// moves reports whether task has a step in v.
func (d *descent) moves(task int32) bool {
	return slices.ContainsFunc(d.v, func(st step) bool { return st.task == task })
}

// covering returns the first of the planned branches with which v may begin. If there is
// none, doubts are the tasks of those of which this is not known.
func (d *descent) covering(plan *tree) (kid *tree, doubts []int32) {
	d.doubts = d.doubts[:0]
	for kid = plan; kid != nil; kid = kid.next {
		switch d.initial(kid.branch) {
		case yes:
			return kid, nil
		case unknown:
			d.doubts = append(d.doubts, kid.task)
		}
	}
	return nil, d.doubts
}

// pass goes down a branch of task: what remains of v comes after it.
func (d *descent) pass(task int32) {
	k := slices.IndexFunc(d.v, func(st step) bool { return st.task == task })
	if k < 0 {
		d.beyond[task] = true
		return
	}
	at := d.v[k].index
	if at < 0 {
		at = d.last.index
	}
	d.beyond[task] = d.beyond[task] || at < 0
	if at >= 0 {
		d.next[task] = at + 1
	}
	copy(d.v[1:k+1], d.v[:k]) // which are mostly few
	d.v = d.v[1:]
}

// wanted returns what the operation that task has announced in the state that
// the descent has come to may use.
func (d *descent) wanted(task int32) (kernel.Kind, []trace.Access, bool) {
	if int(task) >= d.hb.width || d.beyond[task] {
		return 0, nil, false
	}
	own := d.hb.own[task]
	if k, _ := slices.BinarySearch(own, d.next[task]); k < len(own) {
		e := &d.hb.x.Events[own[k]]
		return e.Kind, d.hb.widest(e), true
	}
	t := d.hb.x.Tasks[task]
	if t == nil || !t.Announced() {
		return 0, nil, false
	}
	return t.Kind(), t.Accesses(), true
}

// surely reports whether operations of these kinds that use as and bs conflict even if each does
// the least.
func surely(kind kernel.Kind, as []trace.Access, other kernel.Kind, bs []trace.Access) bool {
	for _, a := range as {
		a, always := least(kind, a)
		if !always {
			continue
		}
		for _, b := range bs {
			if b, always := least(other, b); always && trace.Conflict(a, b) {
				return true
			}
		}
	}
	return false
}

// least is what an operation that did a, or may do it, does in every state, if anything.
func least(kind kernel.Kind, a trace.Access) (_ trace.Access, always bool) {
	switch kind {
	case kernel.KFire: // another timer may be the next
		return a, isFire(a)
	case kernel.KMap, kernel.KSignal, kernel.KBroadcast: // there may be nothing to change, and nobody who waits
		a.Mode = trace.Read
	case kernel.KTryLock, kernel.KTryRLock:
		a.Mode = trace.TryMiss
	case kernel.KWGAdd:
		a.Mode = trace.AddMore
	case kernel.KWGDone:
		a.Mode = trace.Done
	}
	return a, true
}

func conflict(as, bs []trace.Access) bool {
	for _, a := range as {
		if clashes(bs, a) {
			return true
		}
	}
	return false
}

// clashes reports whether one of bs conflicts with a.
func clashes(bs []trace.Access, a trace.Access) bool {
	for _, b := range bs {
		if trace.Conflict(a, b) {
			return true
		}
	}
	return false
}
