package child

import (
	"slices"

	"racelab/internal/search"
	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// verdict says how an execution failed, data races apart; "" means that it
// did not, or was stopped too early to tell.
func verdict(x *kernel.Exec) trace.Fault {
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
	for _, l := range x.Left {
		if l.Task == t {
			return l, true
		}
	}
	return kernel.Stuck{}, false
}

// rounds is how often a cycle must be seen before it counts as endless.
// shownRounds of them are shown to a reader.
const (
	rounds      = 20
	shownRounds = 3
)

// endless looks for a cycle at the end of an execution that a fair schedule
// did not bring to an end: the same events of the same tasks, again and again.
func (s *session) endless(x *kernel.Exec) {
	period := cycle(x)
	if period == 0 {
		return
	}
	begin := len(x.Events) - period
	for begin > 0 && sameStep(x, begin-1, begin-1+period) {
		begin--
	}
	shown := min(begin+shownRounds*period, len(x.Events))
	s.failure = &finding{fault: endlessFault(x, period), schedule: search.ScheduleOf(x)[:shown], cycle: period}
}

// sameStep reports whether events i and j are the same to a reader.
func sameStep(x *kernel.Exec, i, j int) bool {
	a, b := &x.Events[i], &x.Events[j]
	return a.Task == b.Task && a.Kind == b.Kind && a.Site == b.Site
}

// endlessFault names a cycle. Where some get on and another only asks again and
// again, or is never asked, that one starves; else they are in each other's way.
// Who waits for others to end, as the test does, is no more hungry than they are.
func endlessFault(x *kernel.Exec, period int) trace.Fault {
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
		works[e.Task] = works[e.Task] || e.Task != kernel.ClockID && !onlyAsks(e.Kind)
	}
	return moves, works
}

func isHungry(l kernel.Stuck, moves, works map[int32]bool) bool {
	return !works[l.Task.ID] && (moves[l.Task.ID] || asks(l.Kind))
}

// asks reports whether k is how somebody waits for a turn.
func asks(k kernel.Kind) bool {
	return k == kernel.KLock || k == kernel.KRLock || k == kernel.KCondWait
}

// onlyAsks reports whether events of kind k are all that there need be of
// somebody who looks, finds that it is not his turn, and waits.
func onlyAsks(k kernel.Kind) bool {
	switch k {
	case kernel.KRead, kernel.KAtomicLoad, kernel.KTryLock, kernel.KUnlock, kernel.KTryRLock, kernel.KRUnlock,
		kernel.KArm, kernel.KNow, kernel.KSpin:
		return true
	}
	return asks(k)
}

// cycle returns the length of the shortest sequence of events with which x
// ends, rounds times over; 0 if there is none.
func cycle(x *kernel.Exec) int {
	for period := 1; period*rounds <= len(x.Events); period++ {
		if recurs(x, period, rounds) {
			return period
		}
	}
	return 0
}

// recurs reports whether the last period events of x are the same as those before
// them, so many times in all.
func recurs(x *kernel.Exec, period, times int) bool {
	n := len(x.Events)
	for i := n - period*(times-1); i < n; i++ {
		if !sameStep(x, i, i-period) {
			return false
		}
	}
	return true
}
