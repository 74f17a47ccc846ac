package search

import (
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// without returns the events after i that do not depend on it, and then last.
func (o *order) without(i int, last step) []step {
	var v []step
	for k := i + 1; k < len(o.x.Events); k++ {
		e := &o.x.Events[k]
		if o.has(o.at(k), i) {
			continue
		}
		b := branch{e.Task, anyResult}
		if e.Options != 0 {
			b.result = e.Choice
		}
		v = append(v, step{branch: b, index: k, clock: o.at(k), acc: o.x.Accesses(e), did: o.x.Accesses(e)})
	}
	last.clock = slices.Clone(last.clock)
	if last.clock == nil {
		last.clock = make([]int32, o.width)
	}
	for _, st := range v {
		if conflict(st.acc, last.acc) {
			join(last.clock, st.clock)
		}
	}
	return append(v, last)
}

// moved is event j as it might happen earlier. What it then does may
// differ, so it counts as doing the most that its kind can.
func (o *order) moved(j int) step {
	e := &o.x.Events[j]
	return step{branch: branch{e.Task, anyResult}, index: j, clock: o.before(j), acc: o.widest(e), did: o.x.Accesses(e)}
}

// pending is the announced operation of a task that never had its turn.
func (o *order) pending(t *kernel.Task) step {
	c := make([]int32, o.width)
	o.follow(c, t.ID, t.After())
	return step{branch: branch{t.ID, anyResult}, index: -1, clock: c, acc: t.Accesses(), did: t.Accesses()}
}

// shutOut returns the event that took the mutex that t is left waiting for,
// if t might have taken it first.
func (o *order) shutOut(t *kernel.Task) (int, bool) {
	acc := t.Accesses()
	if !t.Announced() || len(acc) != 1 || acc[0].Mode != trace.Lock {
		return 0, false
	}
	i := o.rival(acc[0].Object)
	return i, i >= 0 && o.x.Events[i].Task != t.ID && !o.has(o.pending(t).clock, i)
}

// silencesClock reports whether event i stopped a timer, or might have, when
// one could have fired instead.
func (o *order) silencesClock(i int) bool {
	e := &o.x.Events[i]
	return e.ClockOn && e.Task != kernel.ClockID && slices.ContainsFunc(o.x.Accesses(e), isFire)
}

// firing is the firing of a timer that event i came before.
func (o *order) firing(i int) step {
	at := slices.IndexFunc(o.x.Accesses(&o.x.Events[i]), isFire)
	fire := o.x.Accesses(&o.x.Events[i])[at : at+1]
	return step{branch: branch{kernel.ClockID, anyResult}, index: -1, acc: fire, did: fire}
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
