package child

import (
	"racelab/internal/diagnose"
	"racelab/internal/search"
	"racelab/internal/sim/kernel"
)

// rounds is how often a cycle must be seen before it counts as endless.
// shownRounds of them are shown to a reader.
const (
	rounds      = 20
	shownRounds = 3
)

// endless looks for a cycle at the end of an execution that a fair schedule
// did not bring to an end: the same events of the same tasks, again and again.
func (s *session) endless(x *kernel.Exec) {
	period := cycle(x)
	if period == 0 {
		return
	}
	begin := len(x.Events) - period
	for begin > 0 && sameStep(x, begin-1, begin-1+period) {
		begin--
	}
	shown := min(begin+shownRounds*period, len(x.Events))
	s.failure = &finding{fault: diagnose.EndlessFault(x, period), schedule: search.ScheduleOf(x)[:shown], cycle: period, patient: s.limits.Patient}
}

// sameStep reports whether events i and j are the same to a reader.
func sameStep(x *kernel.Exec, i, j int) bool {
	a, b := &x.Events[i], &x.Events[j]
	return a.Task == b.Task && a.Kind == b.Kind && a.Site == b.Site
}

// cycle returns the length of the shortest sequence of events with which x
// ends, rounds times over; 0 if there is none.
func cycle(x *kernel.Exec) int {
	for period := 1; period*rounds <= len(x.Events); period++ {
		if recurs(x, period, rounds) {
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
