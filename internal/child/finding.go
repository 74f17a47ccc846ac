package child

import (
	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// cuts counts executions that were cut short.
type cuts struct {
	long  int // after so many steps at the most:
	steps int
	late  int // too long after the end of the test
}

func (c cuts) all() int { return c.long + c.late }

// terms are what a schedule must be followed under to lead to the same execution;
// see kernel.Limits.
type terms struct {
	patient  bool
	slowly   bool
	timeOuts bool
	unfair   int
	soon     int
}

func termsOf(l kernel.Limits) terms { return terms{l.Patient, l.Slowly, l.TimeOuts, l.Unfair, l.Soon} }

// accept makes t those of what comes next.
func (s *session) accept(t terms) {
	s.limits.Patient, s.limits.Slowly, s.limits.TimeOuts, s.limits.Unfair, s.limits.Soon = t.patient, t.slowly, t.timeOuts, t.unfair, t.soon
}

// finding is an execution that fails.
type finding struct {
	terms
	fault    trace.Fault
	schedule trace.Schedule
	cycle    int  // length of the cycle, for a livelock or starvation
	leapt    bool // time went by leaps; see session.hurried
	simplest bool // of a data race: no schedule with fewer preemptions has one
	after    int  // executions until it was met
	until    int  // of a data race: how many steps may be made before it is what is reported
}

// replay is the schedule for a reader.
func (f *finding) replay() string {
	if f.cycle == 0 {
		return f.schedule.String()
	}
	return f.schedule[:len(f.schedule)-(shownRounds-1)*f.cycle].Endless(f.cycle)
}
