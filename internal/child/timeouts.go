package child

import (
	"time"

	"racelab/internal/diagnose"
	"racelab/internal/search"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/racelab/explore"
	"racelab/internal/trace"
)

// slice is for how long Go's scheduler lets a goroutine run while others could (sysmon's
// forcePreemptNS): who is able to move may have to wait so long on an idle machine, too.
const slice = 10 * time.Millisecond

// lookAtTimeOuts tries some schedules on which time-outs come early, of a test that passes
// in patient time. They show one kind of fault that patient time cannot: whoever waited has
// given up, and who was about to send to him waits for ever. All else that goes wrong there
// counts for nothing, for most of it is the test's own time-out, which is there to fail.
func (s *session) lookAtTimeOuts() {
	if !s.req.TimeOuts || s.report.TimeMode != trace.Patient || s.failure != nil || s.race != nil || s.lost || s.doubt != "" || s.over() ||
		len(explore.Sizes) > 0 || len(explore.Never()) > 0 {
		return
	}
	s.lookLater()
	look := *s
	look.report, look.looked, look.points, look.out = trace.Report{}, mostLooks, &kernel.Points{}, nil
	look.accept(terms{patient: true, slowly: true, timeOuts: true, unfair: mostUnfair})
	look.unfair = mostUnfair
	look.budget.maxSteps, look.budget.maxSchedules = s.budget.steps+timeOutSteps, s.budget.schedules+timeOutSchedules
	look.tryTimeOuts()
	if f := look.failure; f != nil && !look.lost {
		f.after += s.report.Executions
		s.early = f
	}
}

// tryTimeOuts looks for a leak among simple schedules, and then by chance.
func (s *session) tryTimeOuts() {
	any := false
	each := func(x *kernel.Exec) bool {
		any = any || x.TimeOut
		return any || s.report.Executions < timeOutTries
	}
	half := (s.budget.maxSteps - s.budget.steps) / 2
	s.try("time-outs that come early", &search.Bounded{Limit: 1}, s.budget.steps+half, each)
	if any {
		s.try("time-outs that come early", search.NewRandom(s.req.Seed), s.budget.maxSteps, nil)
	}
}

// judgeTimeOut notes whether x, of a look at time-outs, leaves a goroutine behind.
func (s *session) judgeTimeOut(x *kernel.Exec, t terms) {
	if s.failure == nil && diagnose.Verdict(x) == trace.Leak {
		s.failure = &finding{after: s.report.Executions, fault: trace.Leak, schedule: search.ScheduleOf(x), terms: t}
	}
}

// weighEarly says what a leak is worth that a time-out shows which comes early. If all who must be
// slower for that need lose no more than a time slice, it is a failure like any other: natively it
// comes of itself. Else it is a remark.
func (s *session) weighEarly() {
	if s.early == nil || s.failure != nil {
		return
	}
	s.accept(s.early.terms)
	w := s.record(s.early.schedule)
	if w.fault != trace.Leak {
		return // the program is not the same twice, and what was seen proves nothing
	}
	remark := diagnose.TimeOut(w.x, lateOf(w.x))
	for _, l := range remark.Late {
		if time.Duration(l.Lost) > slice {
			s.report.Remarks = append(s.report.Remarks, remark)
			return
		}
	}
	s.failure = s.early
}
