package diagnose

import (
	"cmp"
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// Objects numbers what the steps of an execution use, in the order of first use.
type Objects map[trace.Object]int

func (all Objects) number(o trace.Object) int {
	if o == 0 {
		return -1
	}
	n, known := all[o]
	if !known {
		n = len(all)
		all[o] = n
	}
	return n
}

// A Describer words one recorded execution.
type Describer struct {
	x       *kernel.Exec
	out     *trace.Failure
	cycle   int
	objects Objects
	extras  []*extra
	raced   trace.Cause
	folder  *string // see home
}

// extra is a step that is no event, to be put behind an event.
type extra struct {
	after int
	step  trace.Step
	index int // in Failure.Steps, in the end
}

// New enters the tasks and steps of x in out, whatever became of it.
func New(x *kernel.Exec, out *trace.Failure, objects Objects) *Describer {
	d := &Describer{x: x, out: out, objects: objects}
	d.tasks()
	d.steps()
	return d
}

// Explain says how x came to the fault of the failure that it is entered in. If
// it ends with steps that come again and again, these are cycle steps.
func (d *Describer) Explain(cycle int) {
	d.cycle = cycle
	d.out.History = d.x.History
	d.resumed()
	d.recoveries()
	d.waits()
	d.fatal()
	d.out.Cause = d.cause()
	d.weave()
}

// weave puts the extra steps where they belong.
func (d *Describer) weave() {
	made := slices.Clone(d.extras)
	slices.SortStableFunc(d.extras, func(a, b *extra) int { return cmp.Compare(a.after, b.after) })
	woven, from := make([]trace.Step, 0, len(d.out.Steps)+len(d.extras)), 0
	for _, e := range d.extras { // not one insertion after the other: there may be very many
		woven = append(woven, d.out.Steps[from:e.after+1]...)
		from, e.index = e.after+1, len(woven)
		woven = append(woven, e.step)
	}
	d.out.Steps = append(woven, d.out.Steps[from:]...)
	for c := &d.out.Cause; c != nil; c = c.Because {
		for i, at := range c.Steps {
			if at < 0 {
				c.Steps[i] = made[-1-at].index
			} else {
				c.Steps[i] = d.Step(at)
			}
		}
	}
}

// Added returns which steps of the failure are no events, in order.
func (d *Describer) Added() (steps []int) {
	for _, e := range d.extras {
		steps = append(steps, e.index)
	}
	return steps
}

// addStep enters a step that is no event. Until all are woven in, it is called -1 if
// it is the first, -2 if it is the second …
func (d *Describer) addStep(after int, s trace.Step) int {
	d.extras = append(d.extras, &extra{after: after, step: s})
	return -len(d.extras)
}

// Step returns the index in Failure.Steps of an event.
func (d *Describer) Step(event int) int {
	index := event
	for _, e := range d.extras {
		if e.after < event {
			index++
		}
	}
	return index
}

func (d *Describer) tasks() {
	for _, t := range d.x.Tasks {
		if t == nil {
			continue
		}
		task := trace.Task{ID: int(t.ID), Parent: -1, Name: t.Name, Where: PlaceOf(-1, t.Where), Clock: t.ID == kernel.ClockID, Path: t.Path()}
		if t.Parent != nil {
			task.Parent = int(t.Parent.ID)
		}
		d.out.Tasks = append(d.out.Tasks, task)
	}
}

// steps words what was recorded. The clock's steps are told by the time to which
// they lead.
func (d *Describer) steps() {
	for _, r := range d.x.Rows {
		d.out.Steps = append(d.out.Steps, trace.Step{
			Task: int(r.Task), Op: r.Kind.Op(), Object: d.objects.number(r.Object), Value: r.Value, Sized: r.Sized, Notes: r.Notes,
			Where: PlaceOf(r.Site, r.Where), From: calledAt(r), Case: r.Case, Now: r.Now,
		})
	}
	for i := range d.out.Steps[:max(len(d.out.Steps)-1, 0)] {
		if s := &d.out.Steps[i]; s.Task == kernel.ClockID {
			s.Now = d.out.Steps[i+1].Now
		}
	}
}

func calledAt(r kernel.Row) *trace.Place {
	if r.From.Line == 0 {
		return nil
	}
	from := PlaceOf(-1, r.From)
	return &from
}

// resumed gives a step to each select that waited and goes on: it was another
// goroutine, or a timer, that completed one of its cases.
func (d *Describer) resumed() {
	for _, r := range d.x.Resumed {
		asked := d.lastSelect(r)
		d.addStep(r.After, trace.Step{
			Task: int(r.Task), Op: trace.OpTakeCase, Object: d.objects.number(r.Object), Value: r.Value,
			Notes: []trace.Fact{{Kind: trace.FactTaken}}, Where: asked, Case: r.Case, Now: d.x.Rows[r.After].Now,
		})
	}
}

// lastSelect is where the select stands that goes on.
func (d *Describer) lastSelect(s kernel.Resumed) trace.Place {
	for _, r := range slices.Backward(d.x.Rows[:s.After+1]) {
		if r.Task == s.Task && r.Kind == kernel.KSelect {
			return PlaceOf(r.Site, r.Where)
		}
	}
	return PlaceOf(-1, kernel.Pos{})
}

// waits says who is left, and for what they wait.
func (d *Describer) waits() {
	if d.cycle > 0 {
		return
	}
	for _, l := range d.x.Left {
		if l.Running {
			continue
		}
		w := trace.Stuck{
			Task: int(l.Task.ID), For: l.Waiting.For, Op: l.Kind.Op(), Object: d.objects.number(l.Waiting.Object), Holder: -1,
			Where: PlaceOf(l.Site, l.Waiting.Where), Taken: PlaceOf(-1, l.Taken),
		}
		if l.Holder != nil {
			w.Holder, w.Behind = int(l.Holder.ID), d.behind(l)
		}
		d.out.Waits = append(d.out.Waits, w)
	}
}

// fatal marks the step at which it went wrong.
func (d *Describer) fatal() {
	at := len(d.out.Steps) - 1
	switch d.out.Fault {
	case trace.Deadlock:
		at = d.lastOf(d.x.Left)
	case trace.Leak:
		if !d.x.Left[0].Running {
			at = d.lastOf(d.x.Left[:1])
		}
	case trace.LockKept:
		d.returned(d.x.Locks[0].Task, true)
		return
	case trace.DataRace:
		d.race(d.x.Race)
		return
	case trace.NotLinear:
		at = d.x.Faults[0].Event
	case trace.Panic, trace.Assertion:
		if at = d.fault(d.x.Faults[0]); at < 0 {
			return
		}
	}
	if at >= 0 && at < len(d.out.Steps) {
		d.out.Steps[at].Fatal = true
	}
}

// lastOf returns the last step that one of those who are left has made.
func (d *Describer) lastOf(left []kernel.Stuck) int {
	for i, s := range slices.Backward(d.out.Steps) {
		if slices.ContainsFunc(left, func(l kernel.Stuck) bool { return int(l.Task.ID) == s.Task }) {
			return i
		}
	}
	return len(d.out.Steps) - 1
}

// fault returns the step at which f happened, or -1 if that is no event, as a
// check of the test is none: it gets a step of its own.
func (d *Describer) fault(f kernel.Fault) int {
	where := kernel.Learner(f.PCs)
	at := f.Event
	for i := at; i >= 0 && (i == at || f.Kind == trace.Panic); i-- { // what is deferred comes after a panic
		if s := d.out.Steps[i]; s.Task == int(f.Task) && s.Where.Line == where.Line && s.Where.File == where.File {
			return i
		}
	}
	d.addStep(at, trace.Step{Task: int(f.Task), Op: trace.OpFail, Object: -1, Where: PlaceOf(-1, where), Fatal: true})
	return -1
}
