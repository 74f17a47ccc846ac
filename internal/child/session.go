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

// fewPreemptions is the stage that meets the simplest schedules first.
const fewPreemptions = "few preemptions"

// session is the exploration of one test.
type session struct {
	asked      trace.Request // as it was made
	req        trace.Request // with all that it leaves open filled in
	out        *writer
	body       func()
	main       func(*testing.M) // the TestMain, or nil
	limits     kernel.Limits
	longest    int            // steps of one that is followed again
	points     *kernel.Points // of the searches; who follows a schedule makes every step
	bound      *int           // preemptions of the search that counts them
	shown      *shown         // to be confirmed
	report     trace.Report
	began      time.Time
	stage      string
	told       time.Time // when progress was last written
	cut        cuts      // executions that reached a limit
	budget     budget
	over       func() bool // that of the budget
	garbage    garbage
	tidyAt     int    // of the steps, when garbage is looked for next
	concurrent bool   // something could happen beside the test's own steps
	doubt      string // why a failure that was seen proves nothing
	lost       bool   // the same decisions led elsewhere
	unfair     int    // one of the limits above
	soon       int    // see kernel.Limits, of the search under way
	rests      bool   // schedules were left out because of that
	left       bool   // schedules were left out because they were unfair
	waited     bool   // a timer waited for goroutines, so that in eager time there are other schedules

	helper *pool // nil if there are no workers

	later  trace.Schedule // that of a test whose goroutines go on long after its end; see lookLater
	looked int

	failure *finding      // the first that is more than a race
	early   *finding      // the first leak that a time-out shows which comes early
	race    *finding      // the first data race
	kept    *finding      // the first execution that ends with a lock that is held
	spin    *trace.Remark // the first loop that does nothing until a timer fires
	long    *trace.Remark // what a fair execution does that has no end in sight
}

func newSession(req trace.Request, out *writer, fn func(*testing.T)) *session {
	s := &session{asked: req, req: req, out: out, began: time.Now(), unfair: mostUnfair, longest: longSteps, points: &kernel.Points{}}
	s.report = trace.Report{Test: req.Test}
	s.limits = kernel.Limits{NoLockKept: s.req.NoLockKept, Lone: loneSteps, Tail: tailSteps, TailFires: tailFires, Crowd: crowdSteps, Quantum: quantum, Work: work}
	s.settle()
	s.budget = budget{maxSteps: stepsOf(req), maxSchedules: cmp.Or(req.Schedules, math.MaxInt)}
	s.budget.limit(s.began, req.Time)
	s.over = s.budget.over
	s.body = func() { testing.SimTestMain(req.Test, s.main, fn) }
	return s
}

// explore follows the schedule that was asked for, or else looks for one that
// fails.
func (s *session) explore() *trace.Report {
	if s.req.Replay != "" {
		s.replay()
	} else {
		s.heed()
		s.allSizes()
		s.lookAtTimeOuts()
	}
	s.conclude()
	s.report.Seconds = time.Since(s.began).Seconds()
	return &s.report
}

// allInTurn explores in patient time, in eager time, or in both. In patient time
// a failure is the easier to understand; and if no timer ever has to wait there,
// eager time has no other schedules.
func (s *session) allInTurn() {
	whole := s.budget
	if s.req.TimeMode == trace.Both {
		s.budget.maxSteps /= patientPart
		s.budget.maxSchedules = max(1, s.budget.maxSchedules/patientPart)
	}
	if s.req.TimeMode != trace.Eager {
		s.unhurried(trace.Patient, whole)
		if s.failure != nil || s.lost {
			return
		}
	}
	s.budget.maxSteps, s.budget.maxSchedules = whole.maxSteps, whole.maxSchedules
	switch {
	case s.req.TimeMode == trace.Eager || s.req.TimeMode == trace.Both && s.waited:
		s.unhurried(trace.Eager, whole)
	case s.waited:
		s.report.TimeMode = trace.Patient
	}
}

// explored looks for loops without end under fair schedules, for simple failures by
// chance, for failures with few preemptions, for proof that there are none, and at
// last by chance again. most is what may be spent if no other mode is to follow.
func (s *session) explored(mode trace.TimeMode, most budget) {
	s.limits.Patient = mode == trace.Patient
	s.unfair, s.report.Classes, s.left, s.rests = mostUnfair, 0, false, false
	whole := s.budget.maxSteps - s.budget.steps
	random := search.NewRandom(s.req.Seed)
	s.fair()
	last := s.budget.schedules + firstSchedules
	s.try("random schedules", random, s.budget.part(whole/firstPart), func(*kernel.Exec) bool { return s.budget.schedules < last })
	s.bounded(1, simpleSchedules, whole/simplePart)
	if s.req.TimeMode == trace.Both && !s.waited { // there may be nothing left for eager time
		s.budget.maxSteps, s.budget.maxSchedules = most.maxSteps, most.maxSchedules
		whole = s.budget.maxSteps - s.budget.steps
	}
	schedules := s.budget.maxSchedules
	s.budget.maxSchedules -= (schedules - s.budget.schedules) / allPart
	all := s.exhaustive(whole - whole/allPart)
	s.budget.maxSchedules = schedules
	switch {
	case !all:
		s.atLength(whole / longPart)
		s.byChance(random)
	case s.rests: // what was left out is at least sampled, although much of it has no end
		cut := s.cut
		s.try("random schedules", random, s.budget.part(whole/simplePart), nil)
		s.cut = cut
	}
}

// byChance spends what is left of the budget on schedules by chance.
func (s *session) byChance(random *search.Random) {
	st := search.NewSamples(random, s.req.Seed, partFirst, partEvery, s.parting(s.budget.maxSteps))
	s.try("random schedules", st, s.budget.maxSteps, nil)
	s.countAhead()
	st.End()
}

// run executes the test once under st, and judges it unless st has abandoned it.
func (s *session) run(st kernel.Strategy, l kernel.Limits) *kernel.Exec {
	s.lookLater()
	l.Over = s.over // what is shown to a reader has to come to its end
	x := s.execute(st, l, false)
	if x.Pruned && !x.Refined {
		return x
	}
	if !x.Refined {
		s.count(x, l)
	}
	switch {
	case !x.Refined && x.Steps() == len(x.Events):
		s.judge(x, termsOf(l), true)
	case x.Refined || s.tells(x):
		s.shown = &shown{search.ScheduleOf(x), diagnose.Verdict(x), x.Race != nil, s.mostPreemptions()}
	}
	return x
}

// count notes what x adds to what has been tried: nothing if there was no time for it.
func (s *session) count(x *kernel.Exec, l kernel.Limits) {
	if x.Overdue {
		return
	}
	s.report.Executions++
	s.budget.schedules++
	switch {
	case x.Late, x.Cut && x.Ended >= 0:
		s.cut.late++
	case x.Cut:
		s.cut.steps = max(s.cut.steps, min(l.Steps, x.Steps()))
		s.cut.long++
	}
	if x.Late && s.looked < mostLooks {
		s.later = search.ScheduleUntil(x, x.Ended)
	}
	s.concurrent = s.concurrent || !x.Sequential()
	s.left = s.left || x.Fair
	s.waited = s.waited || x.Waited
}

// countAhead counts what workers have done and nobody has taken, if time is over.
func (s *session) countAhead() {
	if s.budget.late && s.helper != nil && s.failure == nil {
		s.report.Executions += s.helper.ahead()
	}
}

// raceUntil returns how many steps may be made in all once a race is known.
func (s *session) raceUntil() int {
	if s.race != nil {
		return s.race.until
	}
	return s.budget.steps + raceSteps
}

// execute runs the test once, and counts what that costs.
func (s *session) execute(st kernel.Strategy, l kernel.Limits, recorded bool) *kernel.Exec {
	s.progress()
	if s.helper != nil {
		s.helper.hearAll()
	}
	if s.budget.steps >= s.tidyAt {
		s.tidyAt = s.budget.steps + s.garbage.tidy(s.budget.steps)
	}
	x := kernel.Execute(s.body, st, l, recorded)
	s.budget.steps += len(x.Events) + (x.Steps()-len(x.Events))/accessesPerStep + x.Crowding() + setUpSteps
	return x
}

// searched are the limits of an execution whose schedule might be unfair.
func (s *session) searched() kernel.Limits {
	l := s.limits
	l.Unfair, l.Points, l.Soon = s.unfair, s.points, s.soon
	return l
}

// spent reports whether the budget is used up. Once a race is known, a little
// more is spent on what it might lead to.
func (s *session) spent() bool {
	return s.budget.spent() || s.race != nil && s.budget.steps >= s.race.until
}

// ended reports whether there is nothing left to look for, or no budget.
func (s *session) ended() bool { return s.failure != nil || s.lost || s.spent() }

func (s *session) progress() {
	if s.out == nil || time.Since(s.told) < 100*time.Millisecond {
		return
	}
	s.told = time.Now()
	s.out.write(trace.Message{Progress: &trace.Progress{
		Stage: s.stage, Executions: s.report.Executions, Seconds: time.Since(s.began).Seconds(),
	}})
}

// try follows one schedule after another until st has no more, a failure is
// found, or the executions have made limit steps in all. done says that st has
// no more. each may end it too. It begins anew when there are more scheduling
// points: those that an execution asks for, or all, if what one shows cannot be confirmed.
func (s *session) try(stage string, st search.Searcher, limit int, each func(*kernel.Exec) bool) (done bool) {
	s.stage = stage
	for !s.ended() && s.budget.steps < limit {
		x := s.run(st, s.searched())
		again := x.Refined
		s.lost = s.lost || st.Strayed() && !again
		stop := !again && each != nil && !each(x)
		end := !again && !stop && !st.Next(x)
		if sure := s.verify(); !sure && !again {
			s.points.Fill()
			again = true
		}
		switch {
		case s.lost || s.failure != nil:
			return false
		case again:
			st.Restart()
		case stop || end:
			return end
		}
	}
	return false
}
