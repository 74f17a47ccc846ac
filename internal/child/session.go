package child

import (
	"cmp"
	"math"
	"time"

	"racelab/internal/diagnose"
	"racelab/internal/search"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/testing"
	"racelab/internal/trace"
)

// Defaults of a request.
const (
	defaultTime  = 30 * time.Second
	defaultSteps = 10_000
	tailSteps    = 2_000   // events after the end of the test, until what is still busy is a leak
	tailFires    = 100     // timers that fire after the end of the test
	fairSteps    = 3_000   // enough for programs that end
	longSteps    = 100_000 // before a loop is called endless
	quantum      = 100     // steps of one goroutine while patient time stands still
)

// fewPreemptions is the stage that meets the simplest schedules first.
const fewPreemptions = "few preemptions"

// How often chance may be unfair; see kernel.Limits. Programs that end do not
// come to the first limit. Those that do are explored up to the second.
const (
	mostUnfair  = 20
	leastUnfair = 3
)

// session is the exploration of one test.
type session struct {
	req        trace.Request
	out        *writer
	body       func()
	main       func(*testing.M) // the TestMain, or nil
	limits     kernel.Limits
	report     trace.Report
	began      time.Time
	stage      string
	told       time.Time // when progress was last written
	cut        int       // executions that reached the limit of events
	concurrent bool      // something could happen beside the test's own steps
	doubt      string    // why a failure that was seen proves nothing
	lost       bool      // the same decisions led elsewhere
	unfair     int       // one of the limits above
	left       bool      // schedules were left out because they were unfair
	waited     bool      // a timer waited for goroutines, so that in eager time there are other schedules

	failure *finding // the first that is more than a race
	race    *finding // the first data race
	kept    *finding // the first execution that ends with a lock that is held
}

// finding is an execution that fails.
type finding struct {
	fault    trace.Fault
	schedule trace.Schedule
	cycle    int  // length of the cycle, for a livelock or starvation
	simplest bool // of a data race: no schedule with fewer preemptions has one
	patient  bool // it is of patient time
	after    int  // executions until it was met
}

func newSession(req trace.Request, out *writer, fn func(*testing.T)) *session {
	s := &session{req: req, out: out, began: time.Now(), unfair: mostUnfair}
	if s.req.Time == 0 {
		s.req.Time = defaultTime
	}
	if s.req.Schedules == 0 {
		s.req.Schedules = math.MaxInt
	}
	if s.req.MaxSteps == 0 {
		s.req.MaxSteps = defaultSteps
	}
	if s.req.TimeMode == "" {
		s.req.TimeMode = trace.Both
	}
	s.limits = kernel.Limits{NoLockKept: s.req.NoLockKept, Steps: s.req.MaxSteps, Tail: tailSteps, TailFires: tailFires, Quantum: quantum}
	s.report = trace.Report{Test: req.Test, Seed: req.Seed}
	s.body = func() { testing.SimTestMain(req.Test, s.main, fn) }
	return s
}

// abort ends the process: the program is somewhere out of reach. It may be called
// on any goroutine while an execution goes on, and so changes nothing.
func (s *session) abort(cause string) {
	r := s.report
	r.Outcome, r.Reason, r.Seconds = trace.Inconclusive, cause, time.Since(s.began).Seconds()
	kernel.Unseen(func() bool { s.out.end(trace.Message{Report: &r}, 0); return true })
}

// explore follows the schedule that was asked for, or else looks for one that
// fails.
func (s *session) explore() *trace.Report {
	if s.req.Replay != "" {
		s.replay()
	} else {
		s.allInTurn()
	}
	s.conclude()
	s.report.Seconds = time.Since(s.began).Seconds()
	return &s.report
}

// allInTurn explores in patient time, in eager time, or in both. In patient time
// a failure is the easier to understand; and if no timer ever has to wait there,
// eager time has no other schedules.
func (s *session) allInTurn() {
	whole := s.req.Time
	if s.req.TimeMode == trace.Both {
		s.req.Time /= 2
	}
	if s.req.TimeMode != trace.Eager {
		s.explored(trace.Patient)
		if s.failure != nil || s.lost || !s.waited {
			return
		}
	}
	s.report.TimeMode = s.req.TimeMode
	if s.req.TimeMode != trace.Patient {
		s.req.Time = whole
		s.explored(trace.Eager)
	}
}

// explored looks for loops without end under fair schedules, for simple
// failures, for proof that there are none, and at last for luck.
func (s *session) explored(mode trace.TimeMode) {
	s.limits.Patient = mode == trace.Patient
	s.unfair, s.report.Classes, s.left = mostUnfair, 0, false
	if s.fair(); s.failure != nil {
		return
	}
	if s.bounded(1, min(2_000, s.req.Schedules/4), s.req.Time/10); s.failure != nil {
		return
	}
	if done := s.exhaustive(); !done && s.failure == nil {
		s.random()
	}
}

// run executes the test once under st, and judges it unless st has abandoned it.
func (s *session) run(st kernel.Strategy, l kernel.Limits) *kernel.Exec {
	if s.report.Executions%256 == 0 {
		tidy()
	}
	s.progress()
	x := kernel.Execute(s.body, st, l, false)
	if x.Pruned {
		return x
	}
	s.report.Executions++
	if x.Cut {
		s.cut++
	}
	s.concurrent = s.concurrent || !x.Sequential()
	s.left = s.left || x.Fair
	s.waited = s.waited || x.Waited
	if x.Race != nil && (s.race == nil || !s.race.simplest && s.stage == fewPreemptions) {
		s.race = &finding{after: s.report.Executions, fault: trace.DataRace, schedule: search.ScheduleOf(x), simplest: s.stage == fewPreemptions, patient: s.limits.Patient}
	}
	s.doubt = cmp.Or(s.doubt, diagnose.Doubt(x))
	if s.kept == nil && x.KeepsLocks() {
		s.kept = &finding{schedule: search.ScheduleOf(x), patient: s.limits.Patient}
	}
	if fault := diagnose.Verdict(x); fault != "" && s.failure == nil {
		s.failure = &finding{after: s.report.Executions, fault: fault, schedule: search.ScheduleOf(x), patient: s.limits.Patient}
	}
	return x
}

// searched are the limits of an execution whose schedule might be unfair.
func (s *session) searched() kernel.Limits {
	l := s.limits
	l.Unfair = s.unfair
	return l
}

// spent reports whether the budget is used up. Once a race is known, a little
// more is spent on what it might lead to.
func (s *session) spent(began time.Time, t time.Duration) bool {
	if s.race != nil {
		t = min(t, 3*time.Second)
	}
	return s.report.Executions >= s.req.Schedules ||
		time.Since(began) > t || time.Since(s.began) > s.req.Time
}

func (s *session) progress() {
	if s.out == nil || time.Since(s.told) < 100*time.Millisecond {
		return
	}
	s.told = time.Now()
	s.out.write(trace.Message{Progress: &trace.Progress{
		Stage: s.stage, Executions: s.report.Executions, Seconds: time.Since(s.began).Seconds(),
	}})
}

// bounded tries schedules with few preemptions.
func (s *session) bounded(preemptions, schedules int, t time.Duration) (complete bool) {
	s.stage = fewPreemptions
	began, st := time.Now(), &search.Bounded{}
	for n := 0; ; n++ {
		s.run(st, s.searched())
		s.lost = s.lost || st.Lost
		if s.failure != nil || s.lost {
			return false
		}
		if more, all := st.Next(preemptions); !more {
			return all
		}
		if n >= schedules || s.spent(began, t) {
			return false
		}
	}
}

// exhaustive tries one schedule of every class.
func (s *session) exhaustive() (done bool) {
	s.stage = "every schedule"
	began := time.Now()
	done, endless := s.classes(began)
	if endless {
		s.unfair = leastUnfair
		done, _ = s.classes(began)
	}
	return done
}

// classes is exhaustive within the present limits, unless there may be no end
// to what is unfair.
func (s *session) classes(began time.Time) (done, endless bool) {
	st, before := &search.DPOR{}, s.report.Executions
	s.left = false
	for !s.ended(began, s.req.Time*2/3) && s.report.Executions <= s.req.Schedules/3*2 { // luck has a share, too
		x := s.run(st, s.searched())
		s.lost = s.lost || st.Lost
		switch {
		case s.failure != nil || s.lost || x.Cut: // one that was cut proves nothing
			return false, false
		case s.left && s.unfair == mostUnfair:
			return false, true
		case !st.Next(x):
			s.report.Classes = s.report.Executions - before
			s.lost, s.cut = !s.stable(nil), 0
			return true, false
		}
	}
	return false, false
}

// ended reports whether there is nothing left to look for, or no time.
func (s *session) ended(began time.Time, t time.Duration) bool {
	return s.failure != nil || s.lost || s.spent(began, t)
}

// random samples until the budget is spent.
func (s *session) random() {
	s.stage = "random schedules"
	began, st := time.Now(), search.NewRandom(s.req.Seed)
	for !s.ended(began, s.req.Time) {
		st.Next(s.run(st, s.searched()))
	}
}

// fair runs the test under schedules that let everybody move in turn. A
// program that comes to no end under one never will.
func (s *session) fair() {
	s.stage = "fair schedules"
	limits := s.limits
	limits.Steps = min(limits.Steps, fairSteps)
	for quantum := 1; quantum <= 3 && s.failure == nil; quantum++ {
		for order := range 4 {
			fair := func() kernel.Strategy { return search.NewFair(quantum, order&1 != 0, order&2 != 0, s.req.Seed) }
			cut := s.cut
			x := s.run(fair(), limits)
			if x.Cut && s.failure == nil {
				long := limits
				long.Steps = longSteps
				s.endless(s.run(fair(), long))
				s.cut = cut
			}
		}
	}
}
