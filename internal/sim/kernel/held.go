package kernel

import (
	"slices"

	"racelab/internal/trace"
)

// A Hold is a lock that a task has taken and that nobody has given back.
type Hold struct {
	Object trace.Object
	Task   *Task
	Where  Pos // where it was taken, if recorded
}

// Holds notes that t has taken lock o. Locks are counted, and listed if the
// execution is recorded.
func Holds(o trace.Object, t *Task, where Pos) {
	if t == nil {
		return
	}
	t.holding++
	if x.Held++; recording {
		x.Locks = append(x.Locks, Hold{o, t, where})
	}
}

// LetsGo notes that t has given back lock o, which another task may have taken.
func LetsGo(o trace.Object, t *Task) {
	if t == nil {
		return
	}
	t.holding = max(0, t.holding-1) // what another has taken counts for that one, who may not know
	if x.Held--; len(x.Locks) == 0 {
		return
	}
	at := slices.IndexFunc(x.Locks, func(h Hold) bool { return h.Object == o && h.Task == t })
	if at < 0 {
		at = slices.IndexFunc(x.Locks, func(h Hold) bool { return h.Object == o })
	}
	if at >= 0 {
		x.Locks = slices.Delete(x.Locks, at, at+1)
	}
}

// KeepsLocks reports whether everything has come to its end and a lock is still
// held. A lock that one goroutine takes and another gives back is none.
func (x *Exec) KeepsLocks() bool { return x.Held > 0 && len(x.Left) == 0 && !x.Cut && !x.Pruned }

// judgeLocks makes a lock that is kept a failure, where the limits say so.
func (x *Exec) judgeLocks() {
	if x.limits.NoLockKept && len(x.Faults) == 0 && x.KeepsLocks() {
		x.Faults = append(x.Faults, Fault{Kind: trace.LockKept, Event: len(x.Events) - 1})
	}
}
