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
// Four things go beyond the paper. An event may have several results (select,
// map order): each is a branch of its own. A mutex is taken only while it is
// free, so a Lock is exchanged with the previous Lock, not with the Unlock that
// let it in. And a Lock that is still shut out at the end, or a timer that was
// stopped, counts as if it had happened, for it might have come first. And what an
// operation does may depend on the state, so that one execution does not always tell
// whether one branch covers another: then both are tried, and a class may be tried twice.
//
// Two limits are known. In a program in which one goroutine unlocks an RWMutex that
// another has locked, not all outcomes may be found. And where Limits.Unfair holds a timer
// back until no goroutine can move, a timer that could have fired before that one was
// started may not be tried there; Exec.Fair says that schedules were left out.
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

	// Parted are the jobs that were made of what is left; see Job.Search.
	Parted []*Job

	prefix []branch // not to be changed; see Continue
	fixed  int      // states on the path in which nothing else is to be tried; see plan
	job    *Job     // the part that this is to try, if it is only one
	nodes  []node
	depth  int
	asleep bool // the execution under way has been covered: all results of an event had been tried
	hb     order
	trees  nursery
	ahead  descent

	opened []Rest // states of the given path, unless somebody has wanted what is left there
	closed []Rest // likewise, of given paths before
	wanted []int  // depths of states of job.Open

	partEvery int // so many steps; 0 means never
	run       int // since the last time
	times     int // how often that was
	common    int // if it is to be parted: states on the path of the execution under way that were on that of the one before
	noted     [][]int32
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
	if s.depth == len(s.nodes) && !s.enter(x, enabled) {
		s.Redundant++ // or Lost
		return nil
	}
	s.note(enabled)
	want := s.nodes[s.depth].plan.task
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

// enter makes the node for a state that is reached for the first time, unless all
// ways to go on from it have been tried.
func (s *DPOR) enter(x *kernel.Exec, enabled []*kernel.Task) bool {
	n := s.add()
	if s.depth < len(s.prefix) {
		if s.job != nil && !s.assigned(x, n) {
			s.Lost = true
			return false
		}
		s.given(n)
		return true
	}
	if s.depth > 0 {
		parent := &s.nodes[s.depth-1]
		e := &x.Events[len(x.Events)-1]
		// What might cover a branch, and was not taken to, does not sleep after it:
		// if it did, others would be taken for covered by it.
		for _, b := range parent.sleep {
			if b.task != e.Task && !slices.Contains(parent.plan.doubts, b.task) && !x.Tasks[b.task].Conflicts(e) {
				n.sleep = append(n.sleep, b)
			}
		}
		n.plan = parent.plan.kids
	}
	if n.plan == nil {
		t := s.prefer(x, enabled, n)
		if t == nil {
			s.nodes = s.nodes[:s.depth]
			return false
		}
		n.plan = s.trees.grow(branch{t.ID, anyResult})
	}
	return true
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
	n := &s.nodes[s.depth-1]
	now := n.plan
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
		if !now.has(b) {
			other := s.trees.grow(b)
			other.next, now.next = now.next, other
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
	if s.common > 0 {
		s.part(x)
	}
	if !s.asleep {
		s.learn(x)
	}
	s.depth, s.asleep = 0, false
	s.run += x.Steps()
	for len(s.nodes) > 0 {
		n := &s.nodes[len(s.nodes)-1]
		n.sleep = append(n.sleep, tried{n.plan.branch, n.plan.of, false})
		n.plan, n.reached = s.trees.cut(n.plan), false
		if n.plan != nil {
			s.leave() // the last decision of a job may have several results
			if s.partEvery > 0 && s.run >= s.partEvery {
				s.run, s.common = 0, len(s.nodes)
			}
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
		for _, i := range s.hb.found[j] {
			s.plan(int(i), s.hb.moved(j))
		}
	}
	for _, left := range x.Left {
		if i, ok := s.hb.shutOut(left.Task); ok {
			s.plan(i, s.hb.pending(left.Task))
		}
	}
	for i := range x.Events {
		if s.hb.silencesClock(i) {
			s.plan(i, s.hb.firing(i))
		}
	}
}

// plan sees to it that, from the state before event i, what does not depend on it
// is tried and then last, unless what has been or will be tried there covers that.
func (s *DPOR) plan(i int, last possible) {
	if i < s.fixed {
		s.want(i, last)
		return
	}
	n, d := &s.nodes[i], &s.ahead
	d.begin(&s.hb, i, last)
	for _, b := range n.sleep {
		if whole(n.sleep, b.task) {
			b.result = anyResult
		}
		if foreign(n.sleep, b.task) && !d.moves(b.task) {
			continue // that job does not tell what it learns of states before its own
		}
		if d.initial(b.branch) == yes {
			return
		}
	}
	at, doubts := &n.plan.next, []int32(nil) // the branch under way begins with event i, which the steps must come before
	for len(d.v) > 0 {
		kid, unsure := d.covering(*at)
		if kid == nil {
			doubts = unsure
			break
		}
		if kid.kids == nil {
			return
		}
		d.pass(kid.task)
		at = &kid.kids
	}
	for *at != nil {
		at = &(*at).next
	}
	for _, st := range d.v {
		kid := s.trees.grow(st.branch)
		kid.doubts = append(kid.doubts, doubts...)
		*at = kid
		at, doubts = &kid.kids, nil
	}
}
