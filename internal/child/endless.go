package child

import (
	"racelab/internal/diagnose"
	"racelab/internal/search"
	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// shownRounds is how many rounds of a cycle are shown to a reader, and rounds how
// many a replay makes: at first something may be different.
const (
	rounds      = 20
	shownRounds = 3
)

// unfinished looks into an execution that a limit cut short although the schedule
// was fair. If the program has come back to a state in which it has been, it will
// never end: that is the failure; if only a timer can end that, it is worth a
// remark. Else, if longest is set, it is given more steps, under this schedule and
// without preemption, and may end. It reports whether it has come to its end.
func (s *session) unfinished(fair func() kernel.Strategy, limits kernel.Limits, longest bool) bool {
	watched := limits
	watched.Watch, watched.Over = true, s.over
	x := s.execute(fair(), watched, true)
	if s.endless(x, watched); s.failure == nil && s.spin == nil {
		if period := cycle(x, x.Spins); period > 0 {
			remark := diagnose.Spins(x, period)
			s.spin = &remark
		}
	}
	if s.failure != nil || x.Late || x.Overdue || !longest {
		return s.failure != nil
	}
	long := diagnose.Long(x) // now, for the next execution takes its place
	limits.Steps = longSteps
	ended := !s.run(fair(), limits).Cut
	if !s.ended() {
		ended = !s.run(search.NewReplay(nil), limits).Cut && ended
	}
	if !ended && x.Ended < 0 { // else see lookLater
		s.long = long
	}
	return ended
}

// endless looks for a state to which x, which was watched under l, has come back.
func (s *session) endless(x *kernel.Exec, l kernel.Limits) {
	period := cycle(x, x.ComesBack)
	if period == 0 {
		return
	}
	begin := len(x.Events) - period
	for begin > 0 && sameStep(x, begin-1, begin-1+period) {
		begin--
	}
	fault := diagnose.EndlessFault(x, period)
	if x.Ended >= 0 {
		fault, begin = trace.Leak, max(begin, x.Ended)
	}
	shown := min(begin+shownRounds*period, len(x.Events))
	s.failure = &finding{fault: fault, schedule: search.ScheduleOf(x)[:shown], cycle: period, terms: termsOf(l), leapt: x.Leapt}
	s.met(s.failure)
}

// sameStep reports whether events i and j are the same to a reader.
func sameStep(x *kernel.Exec, i, j int) bool {
	a, b := &x.Events[i], &x.Events[j]
	return a.Task == b.Task && a.Kind == b.Kind && a.Site == b.Site
}

// cycle returns the length of the shortest sequence of events with which x
// ends and which comes back, as back finds, to the state in which it began; 0 if
// there is none.
func cycle(x *kernel.Exec, back func(period int) bool) int {
	if !x.Cut {
		return 0
	}
	for period := 1; period*shownRounds <= len(x.Events)-max(x.Ended, 0); period++ {
		if recurs(x, period, shownRounds) && back(period) {
			return period
		}
	}
	return 0
}

// recurs reports whether the last period events of x are the same as those before
// them, so many times in all.
func recurs(x *kernel.Exec, period, times int) bool {
	n := len(x.Events)
	for i := n - period*(times-1); i < n; i++ {
		if !sameStep(x, i, i-period) {
			return false
		}
	}
	return true
}

// lookLater follows a schedule up to the test's end and goes on fairly from there.
// It is done before the next execution, for the search has yet to learn from the
// last one.
func (s *session) lookLater() {
	schedule := s.later
	if s.later = nil; schedule == nil || s.failure != nil {
		return
	}
	s.looked++
	limits := s.searched()
	limits.Points, limits.Watch, limits.Steps, limits.Over = nil, true, len(schedule)+2*limits.Tail, s.over
	x := s.execute(search.ThenFair(schedule), limits, true)
	if fault := diagnose.Verdict(x); fault != "" {
		s.failure = &finding{after: s.report.Executions, fault: fault, schedule: search.ScheduleOf(x), terms: termsOf(limits), leapt: x.Leapt}
		s.met(s.failure)
		return
	}
	if s.endless(x, limits); s.failure == nil && x.Late && s.long == nil {
		s.long = diagnose.GoesOn(x)
	}
}
