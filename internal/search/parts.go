package search

import (
	"slices"

	"racelab/internal/sim/kernel"
)

// Parts tries one schedule of every class, as DPOR does. A search that lasts is made into
// jobs, which it does one after the other, always in the same order; some of them may have been
// done elsewhere.
type Parts struct {
	Tried int // as in DPOR, of all parts

	helper Helper
	first  int // steps until the search is parted for the first time
	every  int // until it is parted again; likewise, each of its jobs
	now    *DPOR
	left   []*Job          // the next one comes last
	rest   map[string]Rest // by the path of an open state: what nobody has wanted yet
}

// A Helper does jobs elsewhere.
type Helper interface {
	// Offer says that jobs will have to be done; see Job.Compare for the order.
	Offer(jobs []*Job)
	// Take returns what came of a job, or nil if it is to be done here. It may wait.
	Take(job *Job) *Outcome
	// Drop says that jobs offered will not be taken.
	Drop()
}

// NewParts returns a search that parts with jobs after first steps and then again after
// every so many more. helper may be nil.
func NewParts(first, every int, helper Helper) *Parts {
	s := &Parts{first: first, every: every, helper: helper}
	s.begin()
	return s
}

func (s *Parts) begin() {
	s.now, s.Tried, s.left, s.rest = &DPOR{partEvery: s.first}, 0, nil, map[string]Rest{}
}

// Pick is part of kernel.Strategy.
func (s *Parts) Pick(x *kernel.Exec, enabled []*kernel.Task) *kernel.Task {
	return s.now.Pick(x, enabled)
}

// Choose is part of kernel.Strategy.
func (s *Parts) Choose(x *kernel.Exec, options uint64) int { return s.now.Choose(x, options) }

// Strayed is part of Searcher.
func (s *Parts) Strayed() bool { return s.now.Lost }

// Restart is part of Searcher.
func (s *Parts) Restart() {
	s.End()
	s.begin()
}

// End says that no more of the search is to be done.
func (s *Parts) End() {
	if s.helper != nil {
		s.helper.Drop()
	}
}

// Next is part of Searcher.
func (s *Parts) Next(x *kernel.Exec) bool {
	tried, parted := s.now.Tried, len(s.now.Parted)
	more := s.now.Next(x)
	s.Tried += s.now.Tried - tried
	if born := s.now.Parted[parted:]; len(born) > 0 {
		s.now.partEvery = s.every
		s.now.job.Parts(0, s.now.Parted)
		if s.helper != nil {
			s.helper.Offer(born)
		}
	}
	if more {
		return true
	}
	s.take(s.now.job, s.now.Outcome())
	for len(s.left) > 0 {
		last := len(s.left) - 1
		job := s.left[last]
		s.left = s.left[:last]
		if !s.taken(job) {
			s.now = job.classes(s.every)
			return true
		}
	}
	return false
}

// taken takes what came of job elsewhere.
func (s *Parts) taken(job *Job) bool {
	if s.helper == nil {
		return false
	}
	done := s.helper.Take(job)
	if done == nil {
		return false
	}
	s.Tried += done.Tried
	s.take(job, *done)
	return true
}

// take puts what is to be done after job among the jobs that are left.
func (s *Parts) take(job *Job, came Outcome) {
	for _, r := range came.Opened {
		s.rest[r.Path.String()] = r
	}
	var wanted []*Job
	for _, depth := range came.Wanted {
		at := job.Path[:depth].String()
		r := s.rest[at]
		wanted = append(wanted, r.Jobs()...)
		delete(s.rest, at)
	}
	job.Parts(len(came.Parted), wanted)
	if s.helper != nil && len(wanted) > 0 {
		s.helper.Offer(wanted)
	}
	s.left = InOrder(s.left, append(slices.Clip(came.Parted), wanted...))
}
