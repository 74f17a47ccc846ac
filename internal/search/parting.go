package search

import (
	"math/bits"
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// pathPart is how many times as many steps as the paths of what a search parts with have in all,
// it makes in between.
const pathPart = 4

// part makes jobs of all that is planned in the first state in which anything is, the next time
// in the first two, then in four: what is left becomes small soon, although executions are long.
// From then on the path up to there is given. x is the execution under which it was noted who
// could move. Each job has that path, so that of very long ones there are no more than before.
func (s *DPOR) part(x *kernel.Exec) {
	states := max(1, min(1<<min(s.times, 16), s.partEvery/pathPart/len(s.nodes)))
	for _, enabled := range s.noted {
		if states == 0 || s.fixed >= len(s.nodes) {
			break
		}
		jobs := len(s.Parted)
		s.partAt(x, enabled)
		if len(s.Parted) > jobs {
			states--
		}
	}
	s.times++
	s.noted, s.common = s.noted[:0], 0
}

// partAt makes jobs of what is planned in the first state that is not given, which is open then:
// what else could be tried there is kept, for a race may ask for it later. There may be a
// thousand branches, so what their jobs have in common they share.
func (s *DPOR) partAt(x *kernel.Exec, enabled []int32) {
	n, jobs := &s.nodes[s.fixed], len(s.Parted)
	path, within := s.pathOf(x, s.fixed), s.within()
	s.fixed++
	sleep := append(append([]tried{}, n.sleep...), tried{branch: n.plan.branch, of: n.plan.of})
	told := slept(x, sleep)
	job := func(b branch, of uint64, doubts []int32) {
		j := &Job{Path: append(slices.Clip(path), asDecision(x, b)), Sleep: slices.Clip(told), Open: within}
		if len(doubts) > 0 {
			j.Sleep = slept(x, slices.DeleteFunc(slices.Clone(sleep), func(t tried) bool { return slices.Contains(doubts, t.task) }))
		}
		sleep, told = append(sleep, tried{branch: b, of: of}), append(told, Slept{asDecision(x, b), of})
		s.Parted = append(s.Parted, j)
	}
	for rest := n.plan.of; rest != 0; rest &= rest - 1 {
		if b := (branch{n.plan.task, int16(bits.TrailingZeros64(rest))}); !among(sleep, b) {
			job(b, n.plan.of, nil)
		}
	}
	for t := n.plan.next; t != nil; t = t.next {
		if b := (branch{t.task, anyResult}); t.task != n.plan.task && !whole(sleep, t.task) {
			job(b, 0, t.doubts)
		}
	}
	n.plan.next = nil
	open := Rest{Open: Open{Depth: s.fixed - 1, Sleep: slices.Clip(told)}, Path: path, Within: within}
	for _, task := range enabled {
		if task != n.plan.task && !whole(sleep, task) {
			open.Others = append(open.Others, asDecision(x, branch{task, anyResult}))
		}
	}
	if len(open.Others) == 0 {
		return
	}
	within = append(slices.Clip(within), open.Open)
	for _, j := range s.Parted[jobs:] {
		j.Open = within
	}
	s.opened = append(s.opened, open)
}

// within returns the states of the given path that are open.
func (s *DPOR) within() (all []Open) {
	if s.job != nil {
		all = append(all, s.job.Open...)
	}
	for _, o := range s.opened {
		all = append(all, o.Open)
	}
	return slices.Clip(all)
}

// leave says that another branch is taken in the last state.
func (s *DPOR) leave() {
	s.fixed = min(s.fixed, len(s.nodes))
	for last := len(s.opened) - 1; last >= 0 && s.opened[last].Depth >= s.fixed; last-- {
		s.closed, s.opened = append(s.closed, s.opened[last]), s.opened[:last]
	}
}

// want sees to it that more is tried in state i, which is given, unless what has been or will be
// tried there covers the plan. It does nothing if i is not open.
func (s *DPOR) want(i int, last possible) {
	if s.job != nil {
		if k := slices.IndexFunc(s.job.Open, func(o Open) bool { return o.Depth == i }); k >= 0 {
			if !slices.Contains(s.wanted, i) && !s.covers(s.job.Open[k].Sleep, i, last) {
				s.wanted = append(s.wanted, i)
			}
			return
		}
	}
	k := slices.IndexFunc(s.opened, func(r Rest) bool { return r.Depth == i })
	if k < 0 || s.covers(s.opened[k].Sleep, i, last) {
		return
	}
	s.Parted = append(s.Parted, s.opened[k].Jobs()...)
	s.opened = slices.Delete(s.opened, k, k+1)
}

// covers reports whether the plan is covered by branches that other jobs try. They do not tell
// what they learn of states before their own.
func (s *DPOR) covers(sleep []Slept, i int, last possible) bool {
	d := &s.ahead
	d.begin(&s.hb, i, last)
	for _, b := range sleep {
		task := taskAt(s.hb.x, b.Task)
		if task < 0 || !d.moves(task) {
			continue
		}
		if d.initial(branch{task, int16(b.Result)}) == yes {
			return true
		}
	}
	return false
}

func among(sleep []tried, b branch) bool {
	for _, t := range sleep {
		if t.branch == b {
			return true
		}
	}
	return false
}

// pathOf is the path up to state n.
func (s *DPOR) pathOf(x *kernel.Exec, n int) (path trace.Schedule) {
	for i := range s.nodes[:n] {
		path = append(path, asDecision(x, s.nodes[i].plan.branch))
	}
	return path
}

func slept(x *kernel.Exec, sleep []tried) (all []Slept) {
	for _, t := range sleep {
		all = append(all, Slept{asDecision(x, t.branch), t.of})
	}
	return all
}

func asDecision(x *kernel.Exec, b branch) trace.Decision {
	return trace.Decision{Task: x.Tasks[b.task].Path(), Result: int(b.result)}
}
