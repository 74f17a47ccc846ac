package child

import (
	"math/bits"
	"slices"

	"racelab/internal/diagnose"
	"racelab/internal/search"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/testing"
	"racelab/internal/trace"
)

// follower leads an execution to a position, where it is abandoned, and notes
// the state there, or all the way.
type follower struct {
	*search.Observer
	stop    int // the number of steps; -1 for as long as it goes
	every   bool
	ledger  *diagnose.Ledger
	moments []trace.Moment
}

// Pick is part of kernel.Strategy.
func (f *follower) Pick(x *kernel.Exec, enabled []*kernel.Task) *kernel.Task {
	there := len(x.Events) == f.stop
	if there || f.every {
		f.note(x)
	}
	if there {
		return nil
	}
	return f.Observer.Pick(x, enabled)
}

// Over implements kernel.Reader.
func (f *follower) Over(x *kernel.Exec) {
	if !x.Pruned {
		f.note(x)
	}
}

// mostMoments is how many moments of one execution are kept, the last ones.
const mostMoments = 1_000

func (f *follower) note(x *kernel.Exec) {
	if len(f.moments) == 2*mostMoments {
		f.moments = append(f.moments[:0], f.moments[mostMoments:]...)
	}
	f.moments = append(f.moments, f.ledger.Moment(x))
}

// position follows a schedule and says where it leads.
func (s *session) position(ask trace.Ask, schedule trace.Schedule) *trace.Position {
	s.settleTerms(schedule, s.req.TimeMode == trace.Patient)
	replay := search.NewReplay(schedule)
	p := &trace.Position{}
	objects := diagnose.Objects{}
	f := &follower{
		Observer: &search.Observer{Strategy: replay}, stop: ask.Steps, every: ask.Every,
		ledger: diagnose.NewLedger(objects),
	}
	if ask.Steps == 0 {
		f.stop = len(schedule)
	}
	x := kernel.Execute(s.body, f, s.limits, true)
	whole := search.ScheduleOf(x)
	p.Moments, p.Ended, p.Diverged = f.moments[max(0, len(f.moments)-mostMoments):], !x.Pruned && !x.Cut, replay.Diverged
	p.Replay, p.Preemptions, p.LastOutput = whole.String(), f.Preemptions, testing.SimOutput()
	for _, one := range whole {
		p.Followed = append(p.Followed, trace.Schedule{one}.String())
	}
	p.Results = resultsOf(x)
	d := diagnose.New(x, &p.Failure, objects)
	if x.Race != nil {
		p.Race = diagnose.RaceOf(x, p.Replay)
	}
	fault, cycle := judge(x, ask.Aim, f.Alternative)
	if p.Fault = fault; fault != "" {
		conclude(p, d, cycle)
	}
	s.confirm(p, cycle, whole)
	return p
}

// resultsOf lists the results that the last event of x could have had.
func resultsOf(x *kernel.Exec) (results []int) {
	if len(x.Events) == 0 {
		return nil
	}
	for rest := x.Events[len(x.Events)-1].Options; rest != 0; rest &= rest - 1 {
		results = append(results, bits.TrailingZeros64(rest))
	}
	return results
}

// judge says what has gone wrong by now, if something has, and how many steps
// come again and again.
func judge(x *kernel.Exec, aim trace.Fault, others [][]string) (fault trace.Fault, cycle int) {
	switch {
	case len(x.Faults) > 0 || !x.Pruned && diagnose.Verdict(x) != "":
		return diagnose.Verdict(x), 0
	case diagnose.Circle(x):
		return trace.Deadlock, 0
	case aim == trace.DataRace && x.Race != nil:
		return trace.DataRace, 0
	}
	if cycle = fairCycle(x, others); cycle > 0 {
		return diagnose.EndlessFault(x, cycle), cycle
	}
	return "", 0
}

// conclude words what has gone wrong. What is shown as a step without having
// been an event gets a moment of its own, too.
func conclude(p *trace.Position, d *diagnose.Describer, cycle int) {
	n := len(p.Steps)
	d.Explain(cycle)
	missing := n + 1 - len(p.Moments) // at the front
	if len(p.Moments) == 1 {
		return
	}
	for _, added := range d.Added() {
		if at := added - missing; at >= 0 && at < len(p.Moments) {
			p.Moments = slices.Insert(p.Moments, at+1, p.Moments[at])
		}
	}
}

// confirm takes back what holds only for now: a circle of waits that somebody
// else may yet open, or a loop that ends after all.
func (s *session) confirm(p *trace.Position, cycle int, whole trace.Schedule) {
	sure := true
	switch {
	case cycle > 0:
		sure = s.goesRound(whole, cycle)
	case p.Fault == trace.Deadlock && !p.Ended:
		sure = s.record(whole).fault == trace.Deadlock
	}
	if !sure {
		p.Fault, p.Cause, p.Waits, p.Messages = "", trace.Cause{}, nil, nil
		for i := range p.Steps {
			p.Steps[i].Fatal = false
		}
	}
}

// goesRound reports whether the last steps of a schedule can be repeated for
// ever, in patient time, as the explorer finds it, or in eager time.
func (s *session) goesRound(whole trace.Schedule, period int) bool {
	round := whole[len(whole)-period:]
	for range rounds {
		whole = append(whole, round...)
	}
	limits := s.limits
	limits.Steps, limits.Tail, limits.TailFires = len(whole), len(whole), len(whole)
	limits.Watch = true
	for _, limits.Patient = range []bool{true, false} {
		r := search.NewReplay(whole)
		if x := kernel.Execute(s.body, r, limits, false); r.Diverged < 0 && x.Cut && comesBack(x, period) {
			return true
		}
	}
	return false
}

// comesBack reports whether the last steps of x, of which each period looks the
// same, come back to a state in which it has been, after one period or several.
func comesBack(x *kernel.Exec, period int) bool {
	for n := period; 2*n <= rounds*period; n += period {
		if x.ComesBack(n) {
			return true
		}
	}
	return false
}

// fairCycle returns the length of a sequence of steps with which x ends,
// shownRounds times over, if everybody who could move took part; else 0.
func fairCycle(x *kernel.Exec, others [][]string) int {
	n := len(x.Events)
	for period := 1; period*shownRounds <= n; period++ {
		if recurs(x, period, shownRounds) && tookPart(x, others, n-period) {
			return period
		}
	}
	return 0
}

func tookPart(x *kernel.Exec, others [][]string, from int) bool {
	moved := map[string]bool{trace.ClockPath: true}
	for _, e := range x.Events[from:] {
		moved[x.Tasks[e.Task].Path()] = true
	}
	for _, could := range others[from:] {
		if slices.ContainsFunc(could, func(path string) bool { return !moved[path] }) {
			return false
		}
	}
	return true
}
