package child

import (
	"slices"

	"racelab/internal/sim/kernel"
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
		s.report.Race = raceOf(w.x, w.schedule.String()) // rather than that of another schedule
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
	d := &describer{x: w.x, out: out, cycle: f.cycle, objects: map[trace.Object]int{}}
	d.tasks()
	d.steps()
	d.waits()
	d.fatal()
	out.Cause = d.cause()
	if f.cycle == 0 && s.req.Replay == "" {
		out.Passing = s.passing(w)
	}
	return out
}

// describer words one recorded execution.
type describer struct {
	x       *kernel.Exec
	out     *trace.Failure
	cycle   int
	objects map[trace.Object]int
}

func (d *describer) object(o trace.Object) int {
	if o == 0 {
		return -1
	}
	n, known := d.objects[o]
	if !known {
		n = len(d.objects)
		d.objects[o] = n
	}
	return n
}

func (d *describer) tasks() {
	for _, t := range d.x.Tasks {
		if t == nil {
			continue
		}
		task := trace.Task{ID: int(t.ID), Parent: -1, Where: placeOf(-1, t.Where), Clock: t.ID == kernel.ClockID, Path: t.Path()}
		if t.Parent != nil {
			task.Parent = int(t.Parent.ID)
		}
		d.out.Tasks = append(d.out.Tasks, task)
	}
}

// steps words what was recorded. The clock's steps are told by the time to which
// they lead.
func (d *describer) steps() {
	for _, r := range d.x.Rows {
		d.out.Steps = append(d.out.Steps, trace.Step{
			Task: int(r.Task), Op: r.Kind.Op(), Object: d.object(r.Object), Value: r.Value, Note: r.Note,
			Where: placeOf(r.Site, r.Where), Case: r.Case, Now: r.Now,
		})
	}
	for i := range d.out.Steps[:max(len(d.out.Steps)-1, 0)] {
		if s := &d.out.Steps[i]; s.Task == kernel.ClockID {
			s.Now = d.out.Steps[i+1].Now
		}
	}
}

// waits says who is left, and for what they wait.
func (d *describer) waits() {
	if d.cycle > 0 {
		return
	}
	for _, l := range d.x.Left {
		if l.Running {
			continue
		}
		w := trace.Stuck{
			Task: int(l.Task.ID), For: l.Waiting.For, Op: l.Kind.Op(), Object: d.object(l.Waiting.Object), Holder: -1,
			Where: placeOf(l.Site, l.Waiting.Where), Taken: placeOf(-1, l.Taken),
		}
		if l.Holder != nil {
			w.Holder, w.Behind = int(l.Holder.ID), d.behind(l)
		}
		d.out.Waits = append(d.out.Waits, w)
	}
}

// fatal marks the step at which it went wrong.
func (d *describer) fatal() {
	at := len(d.out.Steps) - 1
	switch d.out.Fault {
	case trace.Deadlock:
		at = d.lastOf(d.x.Left)
	case trace.Leak:
		if !d.x.Left[0].Running {
			at = d.lastOf(d.x.Left[:1])
		}
	case trace.DataRace:
		at = int(d.x.Race.Second.Event)
		d.out.Steps[d.x.Race.First.Event].Note = "nothing orders this with the last step"
	case trace.Panic, trace.Assertion:
		at = d.fault(d.x.Faults[0])
	}
	if at >= 0 && at < len(d.out.Steps) {
		d.out.Steps[at].Fatal = true
	}
}

// lastOf returns the last step that one of those who are left has made.
func (d *describer) lastOf(left []kernel.Stuck) int {
	for i, s := range slices.Backward(d.out.Steps) {
		if slices.ContainsFunc(left, func(l kernel.Stuck) bool { return int(l.Task.ID) == s.Task }) {
			return i
		}
	}
	return len(d.out.Steps) - 1
}

// fault returns the step at which f happened. A check of the test is no event,
// and so gets a step of its own.
func (d *describer) fault(f kernel.Fault) int {
	where := kernel.Learner(f.PCs)
	at := f.Event
	if at >= 0 && d.out.Steps[at].Task == int(f.Task) && d.out.Steps[at].Where.Line == where.Line {
		return at
	}
	d.out.Steps = slices.Insert(d.out.Steps, at+1, trace.Step{
		Task: int(f.Task), Op: trace.OpFail, Object: -1, Where: placeOf(-1, where),
	})
	return at + 1
}
