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
		v = append(v, step{branch: b, index: k, clock: o.at(k), acc: o.x.Accesses(e)})
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
	return step{branch: branch{e.Task, anyResult}, index: j, clock: o.before(j), acc: widest(o.x.Accesses(e), e.Kind)}
}

// pending is the announced operation of a task that never had its turn.
func (o *order) pending(t *kernel.Task) step {
	c := make([]int32, o.width)
	o.follow(c, t.ID, t.After())
	return step{branch: branch{t.ID, anyResult}, index: -1, clock: c, acc: t.Accesses()}
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
	return step{branch: branch{kernel.ClockID, anyResult}, index: -1, acc: o.x.Accesses(&o.x.Events[i])[at : at+1]}
}

func isFire(a trace.Access) bool { return a.Mode == trace.Fire }

// updates reports whether an event of this kind may both look and change.
func updates(kind kernel.Kind) bool { u := kind.Op().Use(); return u.Reads && u.Writes }

// widest replaces modes that depend on the state by those that conflict with
// the most: an update that failed might have written, a lock might have been
// free.
func widest(acc []trace.Access, kind kernel.Kind) []trace.Access {
	acc = slices.Clone(acc)
	if kind == kernel.KWGDone { // whichever it turns out to be
		return append(acc, trace.Access{Object: acc[0].Object, Mode: trace.Add, Mask: 0xff})
	}
	for i := range acc {
		switch {
		case acc[i].Mode == trace.Read && updates(kind):
			acc[i].Mode = trace.Write
		case acc[i].Mode == trace.TryMiss:
			acc[i].Mode = trace.TryHit
		case kind == kernel.KWGAdd:
			acc[i].Mode = trace.AddFirst
		}
	}
	return acc
}
