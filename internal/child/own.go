package child

import (
	"cmp"
	"math"

	"racelab/internal/search"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/racelab/explore"
	"racelab/internal/trace"
)

// settle sets what follows from the request.
func (s *session) settle() {
	s.req.MaxSteps = cmp.Or(s.req.MaxSteps, defaultSteps)
	s.req.TimeMode = cmp.Or(s.req.TimeMode, trace.Both)
	s.limits.Steps = s.req.MaxSteps
	s.report.Seed = s.req.Seed
}

// calm runs the test once, on a fair schedule that counts for nothing, and on which time
// passes only when nobody can move. If it comes to its end like that, no goroutine waits for
// time by being busy: one that makes many steps is at work, as one that logs with a time is,
// and no time-out must overtake it. Up to the last time that passed that is so even if it does
// not come to its end.
func (s *session) calm() {
	limits := s.limits
	limits.Steps, limits.Patient, limits.Quantum, limits.Over = calmSteps, true, 0, s.over
	x := kernel.Execute(s.body, search.NewFair(1, false, false, 0), limits, false)
	all, readers := x.Busiest()
	crowd := max(1, len(x.Tasks)/servedPerQuantum) // who serves so many has so much more to do
	s.limits.Quantum = max(quantum*crowd, calmFactor*readers)
	s.limits.Work = max(work*crowd, calmFactor*all)
}

// heed completes the request by what the test itself says about how it is to be
// explored. That is known when it has run once, on a schedule that counts for nothing.
func (s *session) heed() {
	explore.Own = trace.Options{}
	s.calm()
	own := explore.Own
	if own == (trace.Options{}) {
		return
	}
	asked := s.asked
	overruled := own.Complete(&asked)
	s.report.Own = &own
	if overruled != (trace.Options{}) {
		s.report.Overruled = &overruled
	}
	s.req = asked
	s.budget.maxSteps, s.budget.maxSchedules = stepsOf(asked), cmp.Or(asked.Schedules, math.MaxInt)
	s.settle()
	s.budget.limit(s.began, asked.Time)
}
