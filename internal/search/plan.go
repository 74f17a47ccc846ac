package search

import (
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// step is an element of a plan: an event of the execution, or, at its end, what
// the plan is made for.
type step struct {
	branch
	index int32 // -1 for the latter
}

// possible is an event that might have happened: one of the execution, earlier, or
// one that it does not have.
type possible struct {
	task  int32
	kind  kernel.Kind
	index int32          // in the execution, or -1
	clock []int32        // what comes before it; nil if nothing does
	acc   []trace.Access // what it might do
	did   []trace.Access // what it did
}

// moved is event j as it might happen earlier. What it then does may
// differ, so it counts as doing the most that its kind can.
func (o *order) moved(j int) possible {
	e := &o.x.Events[j]
	return possible{e.Task, e.Kind, int32(j), o.before(j), o.widest(e), o.x.Accesses(e)}
}

// pending is the announced operation of a task that never had its turn.
func (o *order) pending(t *kernel.Task) possible {
	c := make([]int32, o.width)
	o.follow(c, t.ID, t.After())
	return possible{t.ID, t.Kind(), -1, c, t.Accesses(), t.Accesses()}
}

// shutOut returns the event that took the mutex that t is left waiting for,
// if t might have taken it first.
func (o *order) shutOut(t *kernel.Task) (int, bool) {
	acc := t.Accesses()
	if !t.Announced() || len(acc) != 1 || acc[0].Mode != trace.Lock {
		return 0, false
	}
	object, used := o.story.numbers[acc[0].Object]
	if !used {
		return 0, false
	}
	i := o.rival(o.uses[object], acc[0].Object)
	return i, i >= 0 && o.x.Events[i].Task != t.ID && !o.has(o.pending(t).clock, i)
}

// silencesClock reports whether event i stopped a timer, or might have, when
// one could have fired instead.
func (o *order) silencesClock(i int) bool {
	e := &o.x.Events[i]
	return e.ClockOn && e.Task != kernel.ClockID && slices.ContainsFunc(o.x.Accesses(e), isFire)
}

// firing is the firing of a timer that event i came before.
func (o *order) firing(i int) possible {
	at := slices.IndexFunc(o.x.Accesses(&o.x.Events[i]), isFire)
	fire := o.x.Accesses(&o.x.Events[i])[at : at+1]
	return possible{kernel.ClockID, kernel.KFire, -1, nil, fire, fire}
}

func isFire(a trace.Access) bool { return a.Mode == trace.Fire }

// widest is all that an event like e might do in another state.
func (o *order) widest(e *kernel.Event) []trace.Access {
	acc := o.x.Announced(e)
	if e.Kind != kernel.KWGAdd {
		return acc
	}
	acc = slices.Clone(acc)
	for i := range acc {
		acc[i].Mode = trace.AddFirst
	}
	return acc
}
