package child

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"racelab/internal/diagnose"
	"racelab/internal/search"
	"racelab/internal/sim/std/racelab/explore"
	"racelab/internal/trace"
)

// conclude turns what was found into the report's outcome.
func (s *session) conclude() {
	r := &s.report
	defer func() { r.Late = s.budget.late }() // also in the search for a simpler failure
	if s.race != nil {
		r.Race = s.raceReport(s.race)
	}
	s.remark()
	s.weighEarly()
	best := s.failure
	if best == nil {
		best = s.race
	}
	if best != nil {
		s.accept(best.terms)
	}
	if best != nil && !s.lost {
		s.lost = best.cycle == 0 && !s.stable(best.schedule)
	}
	if best != nil && !s.lost {
		r.Failure = s.failureReport(best)
	}
	switch {
	case s.lost:
		s.unstable(best)
	case best != nil:
		r.Outcome = trace.Failed
	case s.doubt != "":
		r.Outcome, r.Reason = trace.Inconclusive, s.doubt
	case s.never():
	case r.Classes > 0 && s.cut.all() == 0:
		r.Outcome, r.Sequential = trace.Passed, !s.concurrent
		if s.left {
			r.Reason = fmt.Sprintf("unfair ones apart: of each goroutine only the first %d timers are early, nothing that is ready is passed over more than %[1]d times, and no loop counts how long it waits", s.unfair)
			if s.rests {
				r.Reason += fmt.Sprintf("; who works on whenever time has passed does so for %d steps before others", soonSteps)
			}
		}
	case s.cut.all() == r.Executions && (s.budget.late || r.Executions > 0):
		r.Outcome, r.Reason, r.Unended = trace.Inconclusive, s.noEnd(), true
	default:
		r.Outcome = trace.Partly
		r.Reason = cmp.Or(r.Reason, s.unfinishedReason())
	}
}

// remark tells of what is no failure: a loop that waits for a timer and does not
// rest, and a lock that is still held at the end.
func (s *session) remark() {
	if s.spin != nil && s.failure == nil {
		s.report.Remarks = append(s.report.Remarks, *s.spin)
	}
	if s.long != nil && s.spin == nil && s.failure == nil && s.cut.all() > 0 {
		s.report.Remarks = append(s.report.Remarks, *s.long)
	}
	if s.kept == nil || s.req.NoLockKept || s.failure != nil || s.lost {
		return
	}
	s.accept(s.kept.terms)
	if w := s.record(s.kept.schedule); w.x.KeepsLocks() {
		s.report.Remarks = append(s.report.Remarks, diagnose.LockKept(w.x))
	}
}

// unfinishedReason says why not every schedule was tried.
func (s *session) unfinishedReason() string {
	reason := "the budget was used up"
	switch own := s.report.Own; {
	case s.budget.late:
		reason = fmt.Sprintf("stopped after %v", s.lasted())
	case own != nil && own.Schedules > 0 && own.Schedules == s.req.Schedules:
		reason = fmt.Sprintf("the test itself asks for no more than %d schedules", own.Schedules)
	}
	if n := s.cut.all(); n > 0 {
		reason += s.unended(fmt.Sprintf(", and %d of them were not at their end", n))
	}
	return reason
}

// noEnd says why no execution was at its end.
func (s *session) noEnd() string {
	if s.budget.late && s.cut.late == 0 { // however far they came: with more time they come further
		return fmt.Sprintf("stopped after %v, before one schedule was at its end", s.lasted())
	}
	return s.unended("not at its end")
}

// lasted is how long the session may have taken in the end.
func (s *session) lasted() time.Duration { return s.budget.until.Sub(s.began).Round(time.Millisecond) }

// unended says how far the executions came that were cut short.
func (s *session) unended(begin string) string {
	switch {
	case s.cut.long == 0:
		return fmt.Sprintf("%s %d steps after that of the test", begin, s.limits.Tail)
	case s.cut.late == 0:
		return fmt.Sprintf("%s after %d steps", begin, s.cut.steps)
	}
	return fmt.Sprintf("%s after %d steps, or %d steps after that of the test", begin, s.cut.steps, s.limits.Tail)
}

// never fails the test if some explore.Sometimes held on no schedule.
func (s *session) never() bool {
	names := explore.Never()
	if len(names) == 0 {
		return false
	}
	s.report.Outcome = trace.Failed
	s.report.Failure = &trace.Failure{
		Fault: trace.NeverSometimes,
		Cause: trace.Cause{Kind: trace.CauseNever, Text: strings.Join(names, "; ")},
	}
	return true
}

func (s *session) raceReport(f *finding) *trace.Race {
	s.accept(f.terms)
	w := s.record(f.schedule)
	if w.x.Race == nil {
		s.lost = true
		return nil
	}
	return diagnose.RaceOf(w.x, w.schedule.String())
}

// settleTerms accepts the first terms under which the program can follow a
// schedule, those of patient time first or last.
func (s *session) settleTerms(schedule trace.Schedule, patientFirst bool) {
	for _, slowly := range []bool{true, false} { // see unhurried: what was found is mostly the same with both, or found slowly
		for _, s.limits.Lone = range []int{loneSteps, 0} {
			for _, patient := range []bool{patientFirst, !patientFirst} {
				if s.settleUnfair(schedule, terms{patient: patient, slowly: slowly}) {
					return
				}
			}
		}
	}
	s.accept(terms{patient: patientFirst, slowly: true})
}

// settleUnfair accepts t with the first allowance for what is unfair under which the
// program can follow a schedule, if there is one.
func (s *session) settleUnfair(schedule trace.Schedule, t terms) bool {
	for _, allowed := range []terms{{}, {unfair: mostUnfair}, {unfair: leastUnfair}, {unfair: leastUnfair, soon: soonSteps}} {
		t.unfair, t.soon = allowed.unfair, allowed.soon
		s.accept(t)
		r, limits := search.NewReplay(schedule), s.replayed()
		limits.Steps = max(longSteps, 2*len(schedule)) // what comes after it does not matter here
		if s.execute(r, limits, false); r.Diverged < 0 {
			return true
		}
	}
	return false
}

// replay follows the schedule of the request.
func (s *session) replay() {
	schedule, cycle, err := trace.ParseEndless(s.req.Replay)
	if err != nil {
		s.out.fail(err.Error())
	}
	s.calm()
	s.longest = longestSteps
	s.settleTerms(schedule, s.req.TimeMode != trace.Eager)
	limits := s.replayed()
	if again := schedule[len(schedule)-cycle:]; cycle > 0 {
		for range rounds {
			schedule = append(schedule, again...)
		}
		limits.Steps, limits.Tail, limits.TailFires = len(schedule), len(schedule), len(schedule)
		limits.Watch = true
	}
	r := search.NewReplay(schedule)
	x := s.run(r, limits)
	if r.Diverged >= 0 {
		s.out.fail(fmt.Sprintf("the schedule does not fit this program: at step %d its goroutine %q cannot move. The source has changed since; explore it again",
			r.Diverged+1, schedule[r.Diverged].Task))
	}
	if cycle > 0 && s.failure == nil {
		s.endless(x, limits)
	}
	if s.failure == nil && s.race == nil && !x.Cut {
		s.report.Reason = "only the schedule asked for was run"
	}
}
