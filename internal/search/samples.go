package search

import "racelab/internal/sim/kernel"

// jobsAhead is how many jobs by chance are offered before they are needed.
const jobsAhead = 32

// A Sample is a part of a search by chance. What it tries depends on nothing else.
type Sample struct {
	Seed   uint64 `json:"seed"`
	Length int    `json:"length"` // events of the longest execution so far
}

func (s *Sample) search(steps int) *sampled {
	r := NewRandom(s.Seed)
	r.length = s.Length
	r.begin()
	return &sampled{Random: r, left: steps}
}

// sampled samples schedules until their steps are used up.
type sampled struct {
	*Random
	left int
}

// Next is part of Searcher.
func (s *sampled) Next(x *kernel.Exec) bool {
	s.left -= x.Steps() + 1
	s.Random.Next(x)
	return s.left > 0
}

// Outcome is part of Piece. It leaves nothing to others.
func (s *sampled) Outcome() Outcome { return Outcome{} }

// Samples samples schedules as long as anybody wants. It is made of jobs, which it does one
// after the other; some of them may have been done elsewhere.
type Samples struct {
	*sampled // the job under way

	seed    uint64
	length  int
	every   int
	helper  Helper
	offered []*Job // what is needed next comes first
	made    int    // jobs
}

// NewSamples returns a search by chance whose first job has so many steps, and each of the
// others every. It goes on from what r, made of the same seed, has learned. helper may be nil.
func NewSamples(r *Random, seed uint64, first, every int, helper Helper) *Samples {
	s := &Samples{seed: seed, length: r.length, every: every, helper: helper}
	s.sampled = s.job().Sample.search(first)
	return s
}

// job makes the next one.
func (s *Samples) job() *Job {
	s.made++
	return &Job{Sample: &Sample{s.seed + uint64(s.made)*0x9e3779b97f4a7c15, s.length}, place: []int{s.made}}
}

// Next is part of Searcher.
func (s *Samples) Next(x *kernel.Exec) bool {
	if s.sampled.Next(x) {
		return true
	}
	job := s.job
	if s.helper != nil {
		job = s.untaken
	}
	s.sampled = job().Sample.search(s.every)
	return true
}

// untaken is the next job that has not been done elsewhere.
func (s *Samples) untaken() *Job {
	for {
		known := len(s.offered)
		for len(s.offered) < jobsAhead {
			s.offered = append(s.offered, s.job())
		}
		s.helper.Offer(s.offered[known:])
		job := s.offered[0]
		s.offered = s.offered[1:]
		if s.helper.Take(job) == nil {
			return job
		}
	}
}

// Restart is part of Searcher. What is sampled next is new.
func (s *Samples) Restart() {
	s.End()
	s.sampled, s.offered = s.job().Sample.search(s.every), nil
}

// End says that no more of the search is to be done.
func (s *Samples) End() {
	if s.helper != nil {
		s.helper.Drop()
	}
}
