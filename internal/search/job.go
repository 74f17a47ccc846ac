package search

import (
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
	// Open are states on Path in which not all branches are given to jobs.
	Open []Open `json:"open,omitempty"`
	// Sample is set in a part of a search by chance, which has nothing of the above.
	Sample *Sample `json:"sample,omitempty"`

	// place is the place of the job that parted with it, and its number among those.
	place []int
}

// Parts says that j, or the whole search if it is nil, parted with these jobs, in this order,
// after first others.
func (j *Job) Parts(first int, parted []*Job) {
	for i, child := range parted {
		child.place = append(j.position(), first+i)
	}
}

// Compare is negative if j is done before k. All that a job parted with is done before what
// these part with, so that there is always more than one to do; and the first one's before
// the next one's, so that there are never many.
func (j *Job) Compare(k *Job) int {
	same := 0
	for same < len(j.place) && same < len(k.place) && j.place[same] == k.place[same] {
		same++
	}
	if over := min(len(j.place), len(k.place)); over <= same+1 && len(j.place) != len(k.place) {
		return len(j.place) - len(k.place)
	}
	return slices.Compare(j.place[same:], k.place[same:])
}

// InOrder puts more jobs among those that are left, of which the next one comes last.
func InOrder(left, more []*Job) []*Job {
	for _, j := range more {
		at, _ := slices.BinarySearchFunc(left, j, func(a, b *Job) int { return b.Compare(a) })
		left = slices.Insert(left, at, j)
	}
	return left
}

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

// An Open is a state on the path of a job in which more is tried only if some job wants that:
// if a race shows that something else might come first there, and Sleep does not cover it.
type Open struct {
	Depth int     `json:"depth"` // decisions before it
	Sleep []Slept `json:"sleep"`
}

// A Rest is what is tried in an open state if somebody wants it.
type Rest struct {
	Open
	Path   trace.Schedule // up to the state
	Within []Open         // those before it
	Others []trace.Decision
}

// Jobs makes the jobs that try it.
func (r *Rest) Jobs() (jobs []*Job) {
	sleep := slices.Clip(r.Sleep)
	for _, d := range r.Others {
		jobs = append(jobs, &Job{Path: append(slices.Clip(r.Path), d), Sleep: slices.Clip(sleep), Open: r.Within})
		sleep = append(sleep, Slept{Decision: d})
	}
	return jobs
}

// A Piece is the search of one job.
type Piece interface {
	Searcher
	// Outcome is what has come of it so far.
	Outcome() Outcome
}

// An Outcome is what came of a job in which nothing happened that anybody would have to see.
type Outcome struct {
	Tried  int
	Parted []*Job // what it left to others
	Opened []Rest
	Wanted []int // depths of states of Job.Open
}

// Outcome is part of Piece.
func (s *DPOR) Outcome() Outcome {
	return Outcome{Tried: s.Tried, Parted: s.Parted, Opened: append(slices.Clip(s.closed), s.opened...), Wanted: s.wanted}
}

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
