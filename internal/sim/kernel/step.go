package kernel

import (
	"runtime"
	"slices"

	"racelab/internal/trace"
)

// Step announces the operation that t has prepared with Touch, waits for its
// turn, and records it as an event. The caller then carries it out.
func (t *Task) Step(kind Kind, site int, gate Gate) *Event {
	return t.StepOn(trace.Access{}, kind, site, gate)
}

// StepOn is Touch, unless a is empty, and Step.
func (t *Task) StepOn(a trace.Access, kind Kind, site int, gate Gate) *Event {
	if t.killed {
		runtime.Goexit()
	}
	if t.stepping || x == nil || x.current != t {
		uncontrolled()
	}
	t.guard()
	if a.Object != 0 {
		t.op.acc = append(t.op.acc, a)
	}
	t.stepping = true
	site, _ = quietSite(site)
	t.op.kind, t.op.site, t.op.gate, t.state = kind, int32(site), gate, announced
	if recording {
		t.at = caller()
	}
	settled := MayStayIn != nil && (gate != nil || x.mainDone) && t.settles()
	if next := x.next(); next != t { // as yieldTo does, but with fewer calls to return from; see restBehind
		w := t.worker
		turn = x.workerOf(next)
		for d := turn.at; turn != w; d = turn.at {
			w.at = d
			if d.called = !d.called; d.called {
				d.next()
			} else {
				d.yield(struct{}{})
			}
		}
		if t.killed {
			runtime.Goexit()
		}
	}
	if settled {
		t.unsettle()
	}
	t.stepping = false
	return x.record(t)
}

// Touch adds an access to the operation that t is about to announce.
func (t *Task) Touch(o trace.Object, m trace.Mode, mask uint8) {
	if t.killed {
		runtime.Goexit()
	}
	t.op.acc = append(t.op.acc, trace.Access{Object: o, Mode: m, Mask: mask})
}

// Touched adds an access to the event under way, one that was not known
// before it took place.
func Touched(o trace.Object, m trace.Mode) {
	x.accesses = append(x.accesses, trace.Access{Object: o, Mode: m, Mask: 0xff})
	x.Events[len(x.Events)-1].acc.to++
}

// record makes the announced operation of t an event.
func (x *Exec) record(t *Task) *Event {
	moved()
	if watching {
		x.noteTimers()
	}
	i := int32(len(x.Events))
	if int(i) == cap(x.Events) {
		x.Events = slices.Grow(x.Events, 1)
	}
	x.Events = x.Events[:i+1]
	e := &x.Events[i] // each field by itself, since to copy all of it takes long
	e.Task, e.Kind, e.Site, e.Choice, e.ClockOn = t.ID, t.op.kind, t.op.site, -1, x.clockOn()
	e.Options, e.Arms, e.Quiet, e.was = 0, false, false, span{}
	e.Plain, e.Rested = t.plain, x.rested
	e.acc.from, e.after.from = int32(len(x.accesses)), int32(len(x.afters))
	if acc := t.op.acc; len(acc) == 1 { // as mostly; to copy a slice takes a call
		a := &acc[0] // part by part, as it was written, see use
		x.accesses = append(x.accesses, trace.Access{Object: a.Object, Mode: a.Mode, Mask: a.Mask})
	} else {
		x.accesses = append(x.accesses, acc...)
	}
	if len(t.after) > 0 {
		x.afters = append(x.afters, t.after...)
		t.after = t.after[:0]
	}
	e.acc.to, e.after.to = int32(len(x.accesses)), int32(len(x.afters))
	x.worked(t, t.op.kind)
	x.minds(t)
	t.op.acc, t.last, t.state = t.op.acc[:0], i, fresh
	t.op.gate, t.plainBefore = nil, t.plain
	x.mover, x.listed = t, x.listed && t.op.kind <= KWrite
	if recording {
		x.row(t)
	}
	return e
}

// Accesses returns what the event used, and how.
func (x *Exec) Accesses(e *Event) []trace.Access { return x.accesses[e.acc.from:e.acc.to] }

// Turned returns the accesses of e, the event under way, for changes: it has used its
// objects otherwise than was announced. What was announced is kept.
func (x *Exec) Turned(e *Event) []trace.Access {
	acc := x.Accesses(e)
	if e.was.from == e.was.to {
		e.was.from = int32(len(x.announced))
		x.announced = append(x.announced, acc...)
		e.was.to = int32(len(x.announced))
	}
	return acc
}

// Announced returns how e might have used which objects: all that could be known
// before it took place, and what else it turned out to use.
func (x *Exec) Announced(e *Event) []trace.Access {
	acc, was := x.Accesses(e), x.announced[e.was.from:e.was.to]
	if len(was) == 0 {
		return acc
	}
	return slices.Concat(was, acc[len(was):])
}

// After returns the events that had to come before e, besides earlier ones of
// the same task.
func (x *Exec) After(e *Event) []int32 { return x.afters[e.after.from:e.after.to] }

// Choose lets the strategy choose one of the set bits of options as the result
// of the event under way.
func (x *Exec) Choose(options uint64) int {
	e := &x.Events[len(x.Events)-1]
	open := x.overdue(e, options)
	result := trailing(open)
	if open&(open-1) != 0 {
		e.Options = open
		e.Choice = int16(x.strategy.Choose(x, open))
		result = int(e.Choice)
	}
	x.passOver(e, options, result)
	return result
}

// Latest returns the index of the latest event, or -1.
func (x *Exec) Latest() int32 { return int32(len(x.Events)) - 1 }

// Park takes t out of the game until Ready is called for it. It is the second
// half of an operation that could not be completed at once.
func (t *Task) Park(w Waiting) {
	if t.killed {
		runtime.Goexit()
	}
	if w.Kind == 0 {
		w.Kind = t.op.kind
	}
	t.state, t.waits = parked, w
	if recording {
		at := caller()
		t.waits.Where, t.waits.From, t.waits.Stack = at.Pos, at.from, at.stack
	}
	settled := MayStayIn != nil && t.settles()
	t.yieldTo(x.next()) // itself, if time has passed already and readied it
	if settled {
		t.unsettle()
	}
	t.waits = Waiting{}
}

// Ready lets t, which is parked, go on. What it does next comes after the
// event under way.
func (t *Task) Ready() {
	t.Follow(x.Latest())
	t.state = fresh
	x.fresh = append(x.fresh, t)
}

// Follow orders the next event of t after event i.
func (t *Task) Follow(i int32) {
	if i >= 0 {
		t.after = append(t.after, i)
	}
}

// Past returns the events after which the next one of t comes.
func (t *Task) Past() []int32 {
	if t.last < 0 {
		return slices.Clone(t.after)
	}
	return append(slices.Clone(t.after), t.last)
}

// ChanceAmong is Chance for n of at most 64 of which only the results with a bit in
// allowed are tried.
func ChanceAmong(n int, allowed uint64) int {
	if n < 2 {
		return 0
	}
	Current().Step(KChoice, -1, nil)
	e := &x.Events[len(x.Events)-1]
	e.Options = uint64(1)<<n - 1
	e.Choice = int16(x.strategy.Choose(x, allowed))
	return int(e.Choice)
}

// Chance is the event of something that is left to chance: it returns one of
// 0 … n-1, and the search tries them all if they are at most 64.
func Chance(n, site int) int {
	t := Current()
	if t == nil || n < 2 || x.settled {
		return 0
	}
	t.Step(KChoice, site, nil)
	return x.Choose(uint64(1)<<min(n, 64) - 1)
}
