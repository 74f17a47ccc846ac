package search

import "racelab/internal/sim/kernel"

// branch is one way to go on: a task and, if its event has several results,
// one of them; anyResult stands for all.
type branch struct {
	task   int32
	result int16
}

const anyResult = -1

// tree is a plan: a branch to try, what to try after it, and what to try instead
// of it, later.
type tree struct {
	branch
	opened bool    // its other results have been put on the list
	of     uint64  // the results that there were
	doubts []int32 // tasks of branches planned before that may cover it, or not; see enter
	kids   *tree
	next   *tree
}

// nursery keeps trees that are no longer needed.
type nursery struct{ spare *tree }

func (n *nursery) grow(b branch) *tree {
	t := n.spare
	if t == nil {
		return &tree{branch: b}
	}
	n.spare = t.next
	*t = tree{branch: b, doubts: t.doubts[:0]}
	return t
}

// cut returns what is to be tried instead of t, which has been tried.
func (n *nursery) cut(t *tree) *tree {
	next := t.next
	t.next, n.spare = n.spare, t
	return next
}

// has reports whether b is t or comes after it.
func (t *tree) has(b branch) bool {
	for ; t != nil; t = t.next {
		if t.branch == b {
			return true
		}
	}
	return false
}

// tried is a branch that need not be tried again; of holds all results that its
// event could have had, as a set of bits.
type tried struct {
	branch
	of      uint64
	foreign bool // another job tries it
}

// whole reports whether all results of the next event of task are in sleep.
func whole(sleep []tried, task int32) bool {
	var had, of uint64
	for _, b := range sleep {
		if b.task != task {
			continue
		}
		if b.result == anyResult {
			return true
		}
		had, of = had|1<<b.result, b.of
	}
	return of != 0 && had == of
}

// foreign reports whether another job tries some result of the next event of task.
func foreign(sleep []tried, task int32) bool {
	for i := range sleep {
		if sleep[i].task == task && sleep[i].foreign {
			return true
		}
	}
	return false
}

// node is a state on the path of the execution under way.
type node struct {
	sleep   []tried // need not be tried: nothing they race with has happened since they were
	plan    *tree   // is being tried
	made    mark    // the event that plan led to, once
	reached bool    // it has
}

// mark is what must be the same whenever an event happens again.
type mark struct {
	kind  kernel.Kind
	site  int32
	plain int32
}

// matches reports whether e is the event that happened here last time.
func (n *node) matches(e *kernel.Event) bool {
	now := mark{e.Kind, e.Site, e.Plain}
	if !n.reached {
		n.made, n.reached = now, true
	}
	return n.made == now
}

// add puts another state on the path.
func (s *DPOR) add() *node {
	d := len(s.nodes)
	if d < cap(s.nodes) {
		s.nodes = s.nodes[:d+1]
	} else {
		s.nodes = append(s.nodes, node{})
	}
	n := &s.nodes[d]
	*n = node{sleep: n.sleep[:0]} // its memory is used again
	return n
}
