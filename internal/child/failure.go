package child

import (
	"cmp"
	"slices"

	"racelab/internal/diagnose"
	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// failureReport records the simplest form of f that can be found. It notes in
// s.lost if that does not fail as it did.
func (s *session) failureReport(f *finding) *trace.Failure {
	minimal, after := f.simplest, f.after
	if s.req.Replay == "" && f.fault != trace.DataRace {
		f, minimal = s.shorten(f)
	}
	s.accept(f.terms)
	limits := s.replayed()
	if f.cycle > 0 {
		limits.Steps, limits.Tail, limits.TailFires = len(f.schedule), len(f.schedule), len(f.schedule) // what comes after it need not be fair
	}
	var w *witness
	s.report.Output = printed(func() { w = s.follow(f.schedule, limits, true) })
	if !w.shows(f) {
		s.lost = true
		return nil
	}
	if w.x.Race != nil {
		s.report.Race = diagnose.RaceOf(w.x, w.schedule.String()) // rather than that of another schedule
	}
	out := &trace.Failure{
		Fault: cmp.Or(w.fault, f.fault), Replay: w.schedule.String(), Preemptions: w.preemptions, Minimal: minimal, After: after,
	}
	if f.cycle > 0 {
		out.Cycle = f.cycle
		out.Replay = f.replay()
	}
	d := diagnose.New(w.x, out, diagnose.Objects{})
	d.Explain(f.cycle)
	out.Late = lateOf(w.x)
	if f.cycle == 0 && (s.req.Replay == "" || out.Cause.Kind == trace.CauseCheck) {
		if out.Passing = s.passing(w); out.Passing != nil {
			out.Passing.Differ = d.Step(out.Passing.Differ)
		}
		diagnose.ByOrder(out)
	}
	dropRest(out)
	leaveOut(out)
	return out
}

// mostAfter is how many steps are told of what a program does after a check of its test has failed.
const mostAfter = 1000

// dropRest leaves out what comes long after the step at which it went wrong: a program that goes
// on without end may make hundreds of thousands of steps more.
func dropRest(f *trace.Failure) {
	last := slices.IndexFunc(f.Steps, func(s trace.Step) bool { return s.Fatal })
	if last < 0 || f.Fault != trace.Assertion {
		return
	}
	for c := &f.Cause; c != nil; c = c.Because {
		last = max(last, slices.Max(append(c.Steps, last)))
	}
	if f.Passing != nil {
		last = max(last, f.Passing.Differ)
	}
	f.Steps = f.Steps[:min(len(f.Steps), last+1+mostAfter)]
}

// lateOf says whom time did not wait for in x. Who does not move in between is
// late only once.
func lateOf(x *kernel.Exec) (list []trace.Late) {
	for _, o := range x.Overtaken {
		late := trace.Late{Task: int(o.Task), Where: diagnose.PlaceOf(o.Site, o.Where), Lost: o.Lost}
		same := slices.IndexFunc(list, func(l trace.Late) bool { return l.Task == late.Task && l.Where == late.Where })
		if same < 0 {
			list = append(list, late)
		} else {
			list[same].Lost += late.Lost
		}
	}
	return list
}
