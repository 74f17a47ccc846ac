package kernel

import "racelab/internal/trace"

// A Reader is a Strategy that is told when a recorded execution is over, before
// the tasks that are left are ended and with them what they hold.
type Reader interface {
	Over(x *Exec)
}

// A Looker is the model of an object that can tell a reader what is in it.
type Looker interface {
	// Look says what kind of object it is, such as "mutex", and in which
	// state. It is called between two events, and changes nothing.
	Look() (kind string, state []trace.Fact)
}

// LookAt has l asked about o in the execution under way, if that is recorded.
func LookAt(o trace.Object, l Looker) {
	if !Recording() {
		return
	}
	if x.lookers == nil {
		x.lookers = map[trace.Object]Looker{}
	}
	x.lookers[o] = l
}

// Look says what is in o; ok is false if o is unknown, or plain memory.
func (x *Exec) Look(o trace.Object) (kind string, state []trace.Fact, ok bool) {
	l, ok := x.lookers[o]
	if !ok {
		return "", nil, false
	}
	kind, state = l.Look()
	return kind, state, true
}

// Standing says where every task that has not ended stands. A Strategy may ask
// while it picks.
func (x *Exec) Standing() []Stuck {
	var all []Stuck
	for _, t := range x.Tasks {
		if t != nil && t.state != done && t.ID != ClockID {
			all = append(all, x.standing(t))
		}
	}
	return all
}

func (x *Exec) standing(t *Task) Stuck {
	s := Stuck{Task: t, Waiting: t.waits, Kind: t.op.kind, Site: -1, Running: x.Cut || t.canMove() || t.state == fresh}
	if t.state == parked {
		s.Kind = t.waits.Kind
	}
	held, _ := t.waits.On.(Holder)
	if t.state == announced {
		s.Site = t.shown()
		s.Spins = t.op.kind == KSpin
		s.Waiting = Waiting{For: waitsFor(t.op.kind), Where: t.at.Pos, From: t.at.from, Stack: t.at.stack}
		if len(t.op.acc) > 0 {
			s.Waiting.Object = t.op.acc[0].Object
		}
		held, _ = t.op.gate.(Holder)
	}
	if held != nil {
		s.Holder, s.Taken = held.HeldBy()
	}
	return s
}
