package child

import (
	"racelab/internal/diagnose"
	"racelab/internal/trace"
)

// failureReport records the simplest form of f that can be found. It notes in
// s.lost if that does not fail as it did.
func (s *session) failureReport(f *finding) *trace.Failure {
	minimal := f.simplest
	if s.req.Replay == "" && f.fault != trace.DataRace {
		f, minimal = s.shorten(f)
	}
	limits := s.limits
	if f.cycle > 0 {
		limits.Steps = len(f.schedule) // what comes after it need not be fair
	}
	w := s.follow(f.schedule, limits, true)
	if !w.shows(f) {
		s.lost = true
		return nil
	}
	if w.x.Race != nil {
		s.report.Race = diagnose.RaceOf(w.x, w.schedule.String()) // rather than that of another schedule
	}
	fault := f.fault
	if w.fault != "" {
		fault = w.fault
	}
	out := &trace.Failure{
		Fault: fault, Replay: w.schedule.String(), Preemptions: w.preemptions, Minimal: minimal,
	}
	if f.cycle > 0 {
		out.Replay = f.schedule[:len(f.schedule)-(shownRounds-1)*f.cycle].Endless(f.cycle)
	}
	diagnose.New(w.x, out, diagnose.Objects{}).Explain(f.cycle)
	if f.cycle == 0 && s.req.Replay == "" {
		out.Passing = s.passing(w)
	}
	return out
}
