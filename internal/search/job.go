package search

import (
	"math/bits"
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// A Job is a part of a search. Of one of all classes it is the schedules that begin
// with Path, apart from those that other jobs try. Tasks go by their paths, since their
// numbers are those of one process.
type Job struct {
	Path trace.Schedule `json:"path,omitempty"`
	// Sleep are branches that other jobs try in the state before the last decision
	// of Path.
	Sleep []Slept `json:"sleep,omitempty"`
	// Sample is set in a part of a search by chance, which has nothing of the above.
	Sample *Sample `json:"sample,omitempty"`

	// place is where the job comes in the order in which those of a search are done by one
	// process: the place of the job that parted with it, and its number among those.
	place []int
}

// Parts says that j, or the whole search if it is nil, parted with these jobs, in this order.
func (j *Job) Parts(parted []*Job) {
	for i, child := range parted {
		child.place = append(j.position(), i)
	}
}

// Compare is negative if j is done before k.
func (j *Job) Compare(k *Job) int { return slices.Compare(j.place, k.place) }

func (j *Job) position() []int {
	if j == nil {
		return nil
	}
	return slices.Clip(j.place)
}

// Slept is a branch that need not be tried; Of holds all results that its event
// could have had, as a set of bits.
type Slept struct {
	trace.Decision
	Of uint64 `json:"of"`
}

// A Piece is the search of one job.
type Piece interface {
	Searcher
	// Outcome is what has come of it so far.
	Outcome() Outcome
}

// An Outcome is what came of a job in which nothing happened that anybody would have to see.
type Outcome struct {
	Tried  int    `json:"tried"`
	Parted []*Job `json:"parted"` // what it left to others
}

// Outcome is part of Piece.
func (s *DPOR) Outcome() Outcome { return Outcome{Tried: s.Tried, Parted: s.Parted} }

// Search returns the search of j. After every so many steps it parts with some of what
// is left, or ends if it is by chance.
func (j *Job) Search(every int) Piece {
	if j.Sample != nil {
		return j.Sample.search(every)
	}
	return j.classes(every)
}

func (j *Job) classes(every int) *DPOR {
	return &DPOR{job: j, prefix: make([]branch, len(j.Path)), fixed: len(j.Path), partEvery: every}
}

// assigned gives the state n on the path of a job its branch, and the last of
// them what sleeps there. It returns false if there is no such task.
func (s *DPOR) assigned(x *kernel.Exec, n *node) bool {
	d := s.job.Path[s.depth]
	task := taskAt(x, d.Task)
	if task < 0 {
		return false
	}
	s.prefix[s.depth] = branch{task, int16(d.Result)}
	if s.depth == len(s.prefix)-1 {
		for _, b := range s.job.Sleep {
			task := taskAt(x, b.Task)
			if task < 0 {
				return false
			}
			n.sleep = append(n.sleep, tried{branch{task, int16(b.Result)}, b.Of, true})
		}
	}
	return true
}

func taskAt(x *kernel.Exec, path string) int32 {
	for _, t := range x.Tasks {
		if t != nil && t.Path() == path {
			return t.ID
		}
	}
	return -1
}

// note remembers who can move in the states up to which the path of the execution under
// way is that of the one before, if some of it is to be parted with.
func (s *DPOR) note(enabled []*kernel.Task) {
	if s.depth < s.fixed || s.depth >= s.common {
		return
	}
	ids := make([]int32, len(enabled))
	for i, t := range enabled {
		ids[i] = t.ID
	}
	s.noted = append(s.noted, ids)
}

// part makes jobs of all branches that are left in the first state that has any. From
// then on the path up to there is given. x is the execution under which it was noted
// who could move.
func (s *DPOR) part(x *kernel.Exec) {
	jobs := len(s.Parted)
	for _, enabled := range s.noted {
		if len(s.Parted) > jobs || s.fixed >= len(s.nodes) {
			break
		}
		s.partAt(x, enabled)
	}
	s.noted, s.common = s.noted[:0], 0
}

func (s *DPOR) partAt(x *kernel.Exec, enabled []int32) {
	n := &s.nodes[s.fixed]
	s.fixed++
	sleep := append(append([]tried{}, n.sleep...), tried{branch: n.plan.branch, of: n.plan.of})
	give := func(b branch, of uint64) {
		s.Parted = append(s.Parted, s.jobOf(x, b, sleep))
		sleep = append(sleep, tried{branch: b, of: of})
	}
	for rest := n.plan.of; rest != 0; rest &= rest - 1 {
		if b := (branch{n.plan.task, int16(bits.TrailingZeros64(rest))}); !among(sleep, b) {
			give(b, n.plan.of)
		}
	}
	for _, task := range enabled {
		if task != n.plan.task && !whole(sleep, task) {
			give(branch{task, anyResult}, 0)
		}
	}
	n.plan.next = nil
}

func among(sleep []tried, b branch) bool {
	for _, t := range sleep {
		if t.branch == b {
			return true
		}
	}
	return false
}

// jobOf is the job that tries b in the last given state.
func (s *DPOR) jobOf(x *kernel.Exec, b branch, sleep []tried) *Job {
	j := &Job{}
	for i := range s.nodes[:s.fixed-1] {
		j.Path = append(j.Path, asDecision(x, s.nodes[i].plan.branch))
	}
	j.Path = append(j.Path, asDecision(x, b))
	for _, t := range sleep {
		j.Sleep = append(j.Sleep, Slept{asDecision(x, t.branch), t.of})
	}
	return j
}

func asDecision(x *kernel.Exec, b branch) trace.Decision {
	return trace.Decision{Task: x.Tasks[b.task].Path(), Result: int(b.result)}
}
