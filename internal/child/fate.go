package child

import (
	"slices"

	"racelab/internal/diagnose"
	"racelab/internal/search"
	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// fate looks for an end of one kind among all that may follow a schedule.
func (s *session) fate(ask trace.Ask, schedule trace.Schedule) *trace.Fate {
	last := s.budget.steps + fateSteps
	if ask.Time > 0 {
		last = s.budget.steps + int(ask.Time.Seconds()*stepsPerSecond)
	}
	out := &trace.Fate{}
	st, cut := search.Continue(s.given(schedule)), false
	for {
		x := s.execute(st, s.limits, false)
		if st.Lost {
			return out
		}
		if !x.Pruned {
			out.Tried++
			cut = cut || x.Cut
			if ends(x, ask) {
				whole := search.ScheduleOf(x)
				out.Found, out.Steps = whole.String(), len(whole)
				return out
			}
		}
		if !st.Next(x) {
			out.Complete = !cut
			return out
		}
		if s.budget.steps > last {
			return out
		}
	}
}

// given returns the events of a schedule.
func (s *session) given(schedule trace.Schedule) []kernel.Event {
	f := &follower{Observer: &search.Observer{Strategy: search.NewReplay(schedule)}, stop: len(schedule)}
	f.ledger = diagnose.NewLedger(diagnose.Objects{})
	return slices.Clone(kernel.Execute(s.body, f, s.limits, false).Events)
}

// ends reports whether x came to the end that was asked for.
func ends(x *kernel.Exec, ask trace.Ask) bool {
	fails := diagnose.Verdict(x) != "" || ask.Aim == trace.DataRace && x.Race != nil
	if ask.Search == trace.Failed {
		return fails
	}
	return !fails && !x.Cut
}
