package diagnose

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// cause is the sentence that a reader sees first. It says "task N" where the
// parent process, which knows the source, puts a name.
func (d *Describer) cause() string {
	switch d.out.Fault {
	case trace.Panic:
		d.out.Messages = []string{d.x.Faults[0].Text}
		return d.x.Faults[0].Text + where(" at ", kernel.Learner(d.x.Faults[0].PCs))
	case trace.Assertion:
		for _, f := range d.x.Faults {
			if f.Kind == trace.Assertion {
				d.out.Messages = append(d.out.Messages, f.Text)
			}
		}
		return cmp.Or(d.torn(), d.parted(), d.early(), "the test's own check fails under this schedule")
	case trace.DataRace:
		r := d.x.Race
		of := "memory"
		if d.x.Events[r.First.Event].Kind == kernel.KSend || d.x.Events[r.First.Event].Kind == kernel.KClose {
			of = "channel"
		}
		return fmt.Sprintf("task %d %s and task %d %s the same %s, and nothing orders the two",
			r.First.Task, d.use(r.First), r.Second.Task, d.use(r.Second), of)
	case trace.Deadlock:
		return d.deadlock()
	case trace.Leak:
		return d.leak()
	case trace.Livelock:
		if d.cycle > 0 {
			return fmt.Sprintf("%s, and nobody gets anywhere: the same %d steps repeat for ever", d.moving(), d.cycle)
		}
		return "a loop waits for a change that nobody is left to make"
	case trace.Starvation:
		return d.starvation()
	}
	return string(d.out.Fault)
}

// deadlock names the circle of those who wait for each other, if there is one.
func (d *Describer) deadlock() string {
	for _, l := range d.x.Left {
		circle := d.circle(l)
		switch len(circle) {
		case 0:
		case 1:
			return fmt.Sprintf("task %d waits for a lock that it holds itself", circle[0])
		case 2:
			if r, ok := leftOver(d.x, l.Holder); ok && d.behind(r) {
				l = r
			}
			if d.behind(l) {
				return fmt.Sprintf("task %d asks%s for a lock that it holds already, and waits behind task %d, which waits for it to be free",
					l.Task.ID, where(" at ", l.Waiting.Where), l.Holder.ID)
			}
			return fmt.Sprintf("task %d and task %d each hold what the other one waits for", circle[0], circle[1])
		default:
			var names []string
			for _, id := range circle {
				names = append(names, fmt.Sprintf("task %d", id))
			}
			return strings.Join(names, ", ") + " wait for each other in a circle"
		}
	}
	if len(d.x.Left) == 1 {
		l := d.x.Left[0]
		return fmt.Sprintf("task %d waits for %s%s, and nobody is left who could let it go on", l.Task.ID, l.Waiting.For, where(" at ", l.Waiting.Where))
	}
	return d.chain()
}

// behind reports whether the one for whom l waits has not got the lock either,
// but has only asked for it first: a reader waits behind a writer who waits for
// other readers of the same mutex.
func (d *Describer) behind(l kernel.Stuck) bool {
	h, ok := leftOver(d.x, l.Holder)
	return ok && l.Kind == kernel.KRLock && h.Kind == kernel.KLock && h.Waiting.Object == l.Waiting.Object
}

// chain says of somebody who waits for a lock why its holder does not go on.
func (d *Describer) chain() string {
	for _, l := range d.x.Left {
		if l.Holder == nil {
			continue
		}
		if h, ok := leftOver(d.x, l.Holder); ok && h.Holder == nil && h.Waiting.For != "" {
			return fmt.Sprintf("task %d waits%s for a lock that task %d holds, and task %d waits for %s%s",
				l.Task.ID, where(" at ", l.Waiting.Where), h.Task.ID, h.Task.ID, h.Waiting.For, where(" at ", h.Waiting.Where))
		}
	}
	return "everybody who is left waits, and nobody can let them go on"
}

// starvation says who never gets a turn, and who goes on for ever.
func (d *Describer) starvation() string {
	moves, works := cycleTasks(d.x, d.cycle)
	hungry, others := "somebody", []string{}
	for _, l := range d.x.Left {
		switch {
		case isHungry(l, moves, works):
			hungry = fmt.Sprintf("task %d", l.Task.ID) + where(", which waits at ", l.Waiting.Where)
		case works[l.Task.ID]:
			others = append(others, fmt.Sprintf("task %d", l.Task.ID))
		}
	}
	return fmt.Sprintf("%s, never gets a turn: the same %d steps of %s repeat for ever", hungry, d.cycle, and(others))
}

// moving says who takes part in the cycle.
func (d *Describer) moving() string {
	moves, _ := cycleTasks(d.x, d.cycle)
	var names []string
	for _, t := range d.x.Tasks {
		if t != nil && moves[t.ID] && t.ID != kernel.ClockID {
			names = append(names, fmt.Sprintf("task %d", t.ID))
		}
	}
	if len(names) == 1 {
		return names[0] + " moves"
	}
	return and(names) + " move"
}

// and lists names in a sentence.
func and(names []string) string {
	switch n := len(names); n {
	case 0:
		return "the others"
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

func (d *Describer) use(side kernel.RaceSide) string {
	switch kind := d.x.Events[side.Event].Kind; {
	case kind == kernel.KSend:
		return "sends on"
	case kind == kernel.KClose:
		return "closes"
	case side.Write:
		return "writes"
	}
	return "reads"
}

// circle returns the tasks that wait for each other, beginning with l's.
func (d *Describer) circle(l kernel.Stuck) (ids []int32) {
	if !inCircle(d.x, l) {
		return nil
	}
	for at := l; !slices.Contains(ids, at.Task.ID); {
		ids = append(ids, at.Task.ID)
		at, _ = leftOver(d.x, at.Holder)
	}
	return ids
}

func (d *Describer) leak() string {
	for _, l := range d.x.Left {
		if l.Running {
			return fmt.Sprintf("the test is over, and task %d is still busy", l.Task.ID)
		}
	}
	l := d.x.Left[0]
	return fmt.Sprintf("the test is over, and task %d will wait for ever%s for %s", l.Task.ID, where(" at ", l.Waiting.Where), l.Waiting.For)
}

// where words a position by the file's own name; nothing if it is unknown.
func where(before string, at kernel.Pos) string {
	if at.Line == 0 {
		return ""
	}
	return fmt.Sprintf("%s%s:%d", before, path.Base(at.File), at.Line)
}
