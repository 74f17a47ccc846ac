package child

import (
	"cmp"

	"racelab/internal/diagnose"
	"racelab/internal/search"
	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// judge notes what is wrong with x, which was made under t. simple says that it has no
// more preemptions than its search allows at that time.
func (s *session) judge(x *kernel.Exec, t terms, simple bool) {
	if t.timeOuts {
		s.judgeTimeOut(x, t)
		return
	}
	simple = simple && s.stage == fewPreemptions
	if x.Race != nil && s.wantsRace(simple) {
		after := s.report.Executions
		if s.race != nil {
			after = s.race.after // when a race was first met, not when a simpler schedule for one
		}
		s.race = &finding{after: after, fault: trace.DataRace, schedule: search.ScheduleOf(x), simplest: simple, terms: t, leapt: x.Leapt, until: s.raceUntil()}
		s.met(s.race)
	}
	s.doubt = cmp.Or(s.doubt, diagnose.Doubt(x))
	if s.kept == nil && x.KeepsLocks() {
		s.kept = &finding{schedule: search.ScheduleOf(x), terms: t}
	}
	if fault := diagnose.Verdict(x); fault != "" && s.failure == nil {
		s.failure = &finding{after: s.report.Executions, fault: fault, schedule: search.ScheduleOf(x), terms: t, leapt: x.Leapt}
		s.met(s.failure)
	}
}

// met tells the parent process of a failure at once: who tells a test when to be at its end
// may lose patience before that is looked into.
func (s *session) met(f *finding) {
	if f.leapt || s.out == nil || s.req.Worker || s.req.Interactive {
		return
	}
	s.out.write(trace.Message{Met: &trace.Met{Fault: f.fault, Replay: f.replay()}})
}

// wantsRace reports whether a data race is news. simple is as for judge.
func (s *session) wantsRace(simple bool) bool { return s.race == nil || !s.race.simplest && simple }

// tells reports whether there is something in x for judge.
func (s *session) tells(x *kernel.Exec) bool {
	if s.limits.TimeOuts {
		return diagnose.Verdict(x) == trace.Leak
	}
	return x.Race != nil && s.wantsRace(s.stage == fewPreemptions) || s.kept == nil && x.KeepsLocks() || len(x.Faults) > 0 || len(x.Left) > 0 && !x.Cut
}

// shown is what an execution showed in which not all accesses of memory were steps.
type shown struct {
	schedule trace.Schedule
	fault    trace.Fault
	racy     bool
	bound    int // of its preemptions; -1 if nobody counts them
}

func (s *session) mostPreemptions() int {
	if s.bound == nil {
		return -1
	}
	return *s.bound
}

// verify judges what the latest execution has shown by its schedule, with every
// access of memory a step. It does so once the search has learned from that one. sure
// is false if the schedule does not lead to the same.
func (s *session) verify() (sure bool) {
	was := s.shown
	if s.shown = nil; was == nil {
		return true
	}
	l := s.searched()
	l.Points = nil
	o := &search.Observer{Strategy: search.NewReplay(was.schedule)}
	x := s.execute(o, l, false)
	s.judge(x, termsOf(l), o.Preemptions <= was.bound)
	return diagnose.Verdict(x) == was.fault && (x.Race != nil || !was.racy)
}
