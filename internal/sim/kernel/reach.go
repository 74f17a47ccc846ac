package kernel

import "racelab/internal/trace"

// A Choice is what a parked task waits for if that is the first of several things. Whoever
// brings one about changes all of the objects, which they have not announced.
type Choice interface {
	// Meets reports whether an operation of kind k on object o may bring one about.
	Meets(o trace.Object, k Kind) bool
	// Covers reports whether o is one of the objects.
	Covers(o trace.Object) bool
}

// reaches reports whether the announced operation of t would end what other tasks wait for, and
// so change what e has used. If e had not come before it would have been the same: what e and
// the operation both use counts without this.
func (t *Task) reaches(e *Event) bool {
	if !t.op.kind.completes() {
		return false
	}
	for _, other := range x.Tasks {
		if other == nil || other.state != parked || other.waits.Choice == nil {
			continue
		}
		if c := other.waits.Choice; t.meets(c) && covers(c, e) {
			return true
		}
	}
	return false
}

func (t *Task) meets(c Choice) bool {
	for _, a := range t.op.acc {
		if a.Mode == trace.Write && c.Meets(a.Object, t.op.kind) {
			return true
		}
	}
	return false
}

func covers(c Choice, e *Event) bool {
	for _, b := range x.Accesses(e) {
		if (b.Mode == trace.Write || b.Mode == trace.Read) && c.Covers(b.Object) {
			return true
		}
	}
	return false
}

// completes reports whether an operation of this kind may end a select that waits.
func (k Kind) completes() bool {
	switch k {
	case KSend, KRecv, KSelect, KClose, KFire, KStop, KMap:
		return true
	}
	return false
}
