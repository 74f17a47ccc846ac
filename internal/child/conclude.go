package child

import (
	"fmt"

	"racelab/internal/search"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/racelab/explore"
	"racelab/internal/trace"
)

// conclude turns what was found into the report's outcome.
func (s *session) conclude() {
	r := &s.report
	if s.race != nil {
		r.Race = s.raceReport(s.race)
	}
	best := s.failure
	if best == nil {
		best = s.race
	}
	switch {
	case s.lost:
		s.unstable()
	case best != nil:
		r.Outcome = trace.Failed
		r.Failure = s.failureReport(best)
	case s.never():
	case r.Classes > 0 && s.cut == 0:
		r.Outcome = trace.Passed
	case s.cut > 0:
		r.Outcome = trace.Partly
		r.Reason = fmt.Sprintf("%d of them were stopped after %d steps", s.cut, s.limits.Steps)
	default:
		r.Outcome = trace.Partly
		r.Reason = "the budget was used up"
	}
}

// never fails the test if an explore.Sometimes held on no schedule.
func (s *session) never() bool {
	for _, name := range explore.Never() {
		s.report.Outcome = trace.Failed
		s.report.Failure = &trace.Failure{
			Fault:    trace.NeverSometimes,
			Cause:    fmt.Sprintf("on no schedule: %s", name),
			Messages: []string{name},
		}
		return true
	}
	return false
}

// unstable says where two executions with the same decisions part.
func (s *session) unstable() {
	s.report.Outcome = trace.Failed
	cause := "the same schedule led to two different executions; something other than the schedule has a say: real time, map order in a library, an address"
	s.report.Failure = &trace.Failure{Fault: trace.Unstable, Cause: cause}
	a := s.record(nil)
	rows := append([]kernel.Row{}, a.x.Rows...)
	b := s.record(nil)
	for i := range min(len(rows), len(b.x.Rows)) {
		if rows[i].Where != b.x.Rows[i].Where || rows[i].Kind != b.x.Rows[i].Kind {
			s.report.Failure.Cause = "non-determinism at " + rows[i].Where.String() + ": " + cause
			return
		}
	}
}

func (s *session) raceReport(f *finding) *trace.Race {
	w := s.record(f.schedule)
	if w.x.Race == nil {
		s.lost = true
		return nil
	}
	return &trace.Race{
		First: side(w.x, w.x.Race.First), Second: side(w.x, w.x.Race.Second), Replay: w.schedule.String(),
	}
}

func side(x *kernel.Exec, r kernel.RaceSide) trace.RaceSide {
	return trace.RaceSide{Task: int(r.Task), Write: r.Write, Where: placeOf(x.Rows[r.Event].Site, x.Rows[r.Event].Where)}
}

func placeOf(site int32, at kernel.Pos) trace.Place {
	return trace.Place{Site: int(site), File: at.File, Line: at.Line}
}

// replay follows the schedule of the request.
func (s *session) replay() {
	schedule, err := trace.ParseSchedule(s.req.Replay)
	if err != nil {
		s.out.fail(err.Error())
	}
	r := search.NewReplay(schedule)
	x := s.run(r, s.limits)
	if r.Diverged >= 0 {
		s.out.fail(fmt.Sprintf("the schedule does not fit this program: at step %d its goroutine %q cannot move. The source has changed since; explore it again",
			r.Diverged+1, schedule[r.Diverged].Task))
	}
	if s.failure == nil && s.race == nil && !x.Cut {
		s.report.Reason = "only the schedule asked for was run"
	}
}
