package search

import (
	"math/bits"
	"slices"

	"racelab/internal/sim/kernel"
)

// DPOR is optimal dynamic partial-order reduction: it tries one schedule of
// every class of schedules that differ only in the order of events that
// commute (Abdulla, Aronis, Jonsson and Sagonas, "Source Sets: A Foundation for
// Optimal Dynamic Partial Order Reduction", JACM 2017). If two events of an
// execution race, it plans an execution in which they come the other way round.
//
// Three things go beyond the paper. An event may have several results (select,
// map order): each is a branch of its own. A mutex is taken only while it is
// free, so a Lock is exchanged with the previous Lock, not with the Unlock that
// let it in. And a Lock that is still shut out at the end, or a timer that was
// stopped, counts as if it had happened, for it might have come first.
//
// Three limits are known. Two are in programs that misuse the library: if one goroutine
// unlocks an RWMutex that another has locked, not all outcomes may be found; and
// WaitGroup.Add to a count above zero counts as commuting with Done, which is wrong if
// a goroutine calls Done more often than another one added on its behalf before. The
// negative counter that comes of it is found, but perhaps not every outcome. The third:
// where Limits.Unfair holds a timer back until no goroutine can move, a timer that
// could have fired before that one was started may not be tried there; Exec.Fair says
// that schedules were left out.
type DPOR struct {
	// Tried counts executions that came to their end.
	Tried int
	// Redundant counts executions that were abandoned because every
	// continuation had been tried. Precise bookkeeping would have none; here
	// some remain where independence cannot be told for sure.
	Redundant int
	// Lost is set when the same decisions led to another state than last time:
	// something that the kernel does not control has a say in the program.
	Lost bool

	prefix []branch // not to be changed; see Continue
	nodes  []*node
	depth  int
	asleep bool // the execution under way has been covered: all results of an event had been tried
	hb     order
}

// branch is one way to go on: a task and, if its event has several results,
// one of them; anyResult stands for all.
type branch struct {
	task   int32
	result int16
}

const anyResult = -1

// tree is a plan: branches to try, in order, each with what to try after it.
type tree struct {
	branch
	opened bool   // its other results have been put on the list
	of     uint64 // the results that there were
	fresh  bool   // it may overlap with what was planned before; see enter
	kids   []*tree
}

// tried is a branch that need not be tried again; of holds all results that its
// event could have had, as a set of bits.
type tried struct {
	branch
	of uint64
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

// node is a state on the path of the execution under way.
type node struct {
	sleep []tried // need not be tried: nothing they race with has happened since they were
	plan  []*tree // plan[0] is being tried
	made  *mark   // the event that plan[0] led to, once it has
}

// mark is what must be the same whenever an event happens again.
type mark struct {
	kind  kernel.Kind
	site  int32
	plain int32
}

// Pick is part of kernel.Strategy.
func (s *DPOR) Pick(x *kernel.Exec, enabled []*kernel.Task) *kernel.Task {
	if s.depth > 0 && !s.nodes[s.depth-1].matches(&x.Events[len(x.Events)-1]) {
		s.Lost = true
		return nil
	}
	if s.asleep {
		s.Redundant++
		return nil
	}
	if s.depth == len(s.nodes) {
		n := s.enter(x, enabled)
		if n == nil {
			s.Redundant++
			return nil
		}
		s.nodes = append(s.nodes, n)
	}
	want := s.nodes[s.depth].plan[0].task
	s.depth++
	for _, t := range enabled {
		if t.ID == want {
			return t
		}
	}
	if want == kernel.ClockID && x.Fair || x.Holds(int(want)) { // it would be early, which is left out
		s.Redundant++
		return nil
	}
	s.Lost = true
	return nil
}

// matches reports whether e is the event that happened here last time.
func (n *node) matches(e *kernel.Event) bool {
	now := mark{e.Kind, e.Site, e.Plain}
	if n.made == nil {
		n.made = &now
	}
	return *n.made == now
}

// enter makes the node for a state that is reached for the first time.
func (s *DPOR) enter(x *kernel.Exec, enabled []*kernel.Task) *node {
	n := &node{}
	if s.depth < len(s.prefix) {
		return s.given()
	}
	if s.depth > 0 {
		parent := s.nodes[s.depth-1]
		e := &x.Events[len(x.Events)-1]
		// A branch that was planned although it might be covered is tried
		// in full: if it slept, others would be taken for covered by it.
		sleep := parent.sleep
		if parent.plan[0].fresh {
			sleep = nil
		}
		for _, b := range sleep {
			if b.task != e.Task && !conflict(x.Accesses(e), x.Tasks[b.task].Accesses()) {
				n.sleep = append(n.sleep, b)
			}
		}
		n.plan = parent.plan[0].kids
	}
	if len(n.plan) == 0 {
		t := s.prefer(x, enabled, n)
		if t == nil {
			return nil
		}
		n.plan = []*tree{{branch: branch{t.ID, anyResult}}}
	}
	return n
}

// prefer goes on with the task that moved last if that is new, because a
// switch is more work; the clock comes last.
func (s *DPOR) prefer(x *kernel.Exec, enabled []*kernel.Task, n *node) *kernel.Task {
	var best *kernel.Task
	for _, t := range enabled {
		if whole(n.sleep, t.ID) {
			continue
		}
		if len(x.Events) > 0 && t.ID == x.Events[len(x.Events)-1].Task {
			return t
		}
		if best == nil || best.ID == kernel.ClockID {
			best = t
		}
	}
	return best
}

// Choose is part of kernel.Strategy.
func (s *DPOR) Choose(_ *kernel.Exec, options uint64) int {
	n := s.nodes[s.depth-1]
	now := n.plan[0]
	if now.opened {
		return int(now.result)
	}
	now.opened, now.of = true, options
	open := options
	for _, b := range n.sleep {
		if b.task == now.task && b.result >= 0 {
			open &^= 1 << b.result
		}
	}
	if open == 0 { // a plan that was covered after all
		s.asleep = true
		now.result = int16(bits.TrailingZeros64(options))
		return int(now.result)
	}
	if now.result == anyResult || options&(1<<now.result) == 0 {
		now.result = int16(bits.TrailingZeros64(open))
	}
	for rest := open &^ (1 << now.result); rest != 0; rest &= rest - 1 {
		b := branch{now.task, int16(bits.TrailingZeros64(rest))}
		if !slices.ContainsFunc(n.plan, func(t *tree) bool { return t.branch == b }) {
			n.plan = slices.Insert(slices.Clone(n.plan), 1, &tree{branch: b})
		}
	}
	return int(now.result)
}

// Next learns from the execution that has just ended and prepares the next
// one. It returns false when all classes have been tried.
func (s *DPOR) Next(x *kernel.Exec) bool {
	if !x.Pruned {
		s.Tried++
	}
	if !s.asleep {
		s.learn(x)
	}
	s.depth, s.asleep = 0, false
	for len(s.nodes) > 0 {
		n := s.nodes[len(s.nodes)-1]
		n.sleep = append(n.sleep, tried{n.plan[0].branch, n.plan[0].of})
		n.plan, n.made = n.plan[1:], nil
		if len(n.plan) > 0 {
			return true
		}
		s.nodes = s.nodes[:len(s.nodes)-1]
	}
	return false
}

// learn plans an execution for every race in x.
func (s *DPOR) learn(x *kernel.Exec) {
	s.hb.compute(x)
	for j := range x.Events {
		for _, i := range s.hb.races(j) {
			s.plan(i, s.hb.without(i, s.hb.moved(j)))
		}
	}
	for _, left := range x.Left {
		if i, ok := s.hb.shutOut(left.Task); ok {
			s.plan(i, s.hb.without(i, s.hb.pending(left.Task)))
		}
	}
	for i := range x.Events {
		if s.hb.silencesClock(i) {
			s.plan(i, s.hb.without(i, s.hb.firing(i)))
		}
	}
}

// plan sees to it that the steps v are tried from the state before event i,
// unless what has been or will be tried there covers them.
func (s *DPOR) plan(i int, v []step) {
	if i < len(s.prefix) {
		return
	}
	n, d := s.nodes[i], newDescent(&s.hb, i, v)
	for _, b := range n.sleep {
		if whole(n.sleep, b.task) {
			b.result = anyResult
		}
		if d.initial(b.branch) == yes {
			return
		}
	}
	into, from, unsure := &n.plan, 1, false // the branch under way begins with event i, which v must come before
	for len(d.v) > 0 {
		kid, guess := d.covering((*into)[from:])
		if kid == nil {
			unsure = guess
			break
		}
		if len(kid.kids) == 0 {
			return
		}
		d.pass(kid.task)
		into, from = &kid.kids, 0
	}
	for _, st := range d.v {
		kid := &tree{branch: st.branch, fresh: unsure}
		*into = append(*into, kid)
		into, unsure = &kid.kids, false
	}
}
