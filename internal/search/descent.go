package search

import (
	"slices"

	"racelab/internal/trace"
)

// A descent compares the steps v, to be tried from the state before event i,
// with branches that are planned there, level by level.
type descent struct {
	hb *order
	v  []step
	// next is, for each task, the index from which to look for its next event;
	// beyond says that it has made a step that this execution knows nothing of.
	next   []int
	beyond []bool
}

// answer is what can be told of two branches from one execution.
type answer uint8

const (
	no answer = iota
	yes
	unknown
)

func newDescent(hb *order, i int, v []step) *descent {
	d := &descent{hb: hb, v: v, next: make([]int, hb.width), beyond: make([]bool, hb.width)}
	for t := range d.next {
		d.next[t] = i
	}
	return d
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
		for _, g := range d.v[:m] {
			if d.hb.has(st.clock, g.index) {
				return no
			}
		}
		return yes
	}
	acc, known := d.wanted(b.task)
	if !known {
		return unknown
	}
	sure := yes
	for _, st := range d.v {
		switch {
		case conflict(st.did, acc):
			return no
		case conflict(st.acc, acc): // it may turn out to do less, as it did here
			sure = unknown
		}
	}
	return sure
}

// covering returns the first of the planned branches with which v may begin.
// If there is none, unsure says that this may be for want of knowledge.
func (d *descent) covering(plan []*tree) (kid *tree, unsure bool) {
	for _, kid := range plan {
		switch d.initial(kid.branch) {
		case yes:
			return kid, false
		case unknown:
			unsure = true
		}
	}
	return nil, unsure
}

// pass goes down a branch of task: what remains of v comes after it.
func (d *descent) pass(task int32) {
	i := slices.IndexFunc(d.v, func(st step) bool { return st.task == task })
	if i < 0 {
		d.beyond[task] = true
		return
	}
	if d.v[i].index < 0 {
		d.beyond[task] = true
	} else {
		d.next[task] = d.v[i].index + 1
	}
	d.v = slices.Concat(d.v[:i], d.v[i+1:])
}

// wanted returns what the operation that task has announced in the state that
// the descent has come to may use.
func (d *descent) wanted(task int32) ([]trace.Access, bool) {
	if int(task) >= d.hb.width || d.beyond[task] {
		return nil, false
	}
	own := d.hb.own[task]
	if k, _ := slices.BinarySearch(own, int32(d.next[task])); k < len(own) {
		e := &d.hb.x.Events[own[k]]
		return d.hb.widest(e), true
	}
	t := d.hb.x.Tasks[task]
	if t == nil || !t.Announced() {
		return nil, false
	}
	return t.Accesses(), true
}

func conflict(as, bs []trace.Access) bool {
	for _, a := range as {
		for _, b := range bs {
			if trace.Conflict(a, b) {
				return true
			}
		}
	}
	return false
}
