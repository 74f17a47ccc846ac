// Package diagnose turns one recorded execution into a failure with its cause.
//
// It is given executions and asks for none: what it says is said of the one that
// it has.
package diagnose

import (
	"cmp"
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// Verdict says how an execution failed, data races apart; "" means that it
// did not, or was stopped too early to tell, or that it is in doubt.
func Verdict(x *kernel.Exec) trace.Fault {
	fault := looks(x)
	if x.Doubted(fault) != "" {
		return ""
	}
	return fault
}

// Doubt says why the failure of an execution proves nothing; "" means that it
// does, or that there is none.
func Doubt(x *kernel.Exec) string { return x.Doubted(looks(x)) }

// looks is what an execution looks like.
func looks(x *kernel.Exec) trace.Fault {
	switch {
	case len(x.Faults) > 0:
		return x.Faults[0].Kind
	case x.Cut || len(x.Left) == 0:
		return ""
	}
	var spins, locked, main bool
	for _, l := range x.Left {
		spins = spins || l.Spins
		locked = locked || inCircle(x, l)
		main = main || l.Task.ID == kernel.MainID
	}
	switch {
	case main && spins:
		return trace.Livelock
	case main || locked:
		return trace.Deadlock
	}
	return trace.Leak
}

// Circle reports whether some of those who are left wait for each other.
func Circle(x *kernel.Exec) bool {
	return slices.ContainsFunc(x.Left, func(l kernel.Stuck) bool { return inCircle(x, l) })
}

// inCircle reports whether l waits, by way of others, for itself.
func inCircle(x *kernel.Exec, l kernel.Stuck) bool {
	at := l
	for range x.Left {
		if at.Holder == nil {
			return false
		}
		if at.Holder == l.Task {
			return true
		}
		next, ok := leftOver(x, at.Holder)
		if !ok {
			return false
		}
		at = next
	}
	return false
}

func leftOver(x *kernel.Exec, t *kernel.Task) (kernel.Stuck, bool) {
	i, ok := slices.BinarySearchFunc(x.Left, t.ID, func(l kernel.Stuck, id int32) int { return cmp.Compare(l.Task.ID, id) })
	if !ok {
		return kernel.Stuck{}, false
	}
	return x.Left[i], true
}

// EndlessFault names a cycle. Where some get on and another only asks again and
// again, or is never asked, that one starves; else they are in each other's way.
// Who waits for others to end, as the test does, is no more hungry than they are.
func EndlessFault(x *kernel.Exec, period int) trace.Fault {
	moves, works := cycleTasks(x, period)
	hungry := slices.ContainsFunc(x.Left, func(l kernel.Stuck) bool { return isHungry(l, moves, works) })
	for _, busy := range works {
		if busy && hungry {
			return trace.Starvation
		}
	}
	return trace.Livelock
}

// cycleTasks says of the tasks in the cycle at the end of x which move, and
// which do more than look whether it is their turn.
func cycleTasks(x *kernel.Exec, period int) (moves, works map[int32]bool) {
	moves, works = map[int32]bool{}, map[int32]bool{}
	for _, e := range x.Events[len(x.Events)-period:] {
		moves[e.Task] = true
		works[e.Task] = works[e.Task] || e.Task != kernel.ClockID && !e.Kind.Op().Use().InVain
	}
	return moves, works
}

func isHungry(l kernel.Stuck, moves, works map[int32]bool) bool {
	return !works[l.Task.ID] && (moves[l.Task.ID] || l.Kind.Op().Use().Asks)
}
