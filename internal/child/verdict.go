package child

import (
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
const rounds = 20

// endless looks for a cycle at the end of an execution that a fair schedule
// did not bring to an end: the same events of the same tasks, again and again.
// If a task that is not done takes no part in it, that one starves; if all do,
// they are in each other's way.
func (s *session) endless(x *kernel.Exec) {
	period := cycle(x)
	if period == 0 {
		return
	}
	moving := map[int32]bool{}
	for _, e := range x.Events[len(x.Events)-period:] {
		moving[e.Task] = true
	}
	fault := trace.Livelock
	for _, l := range x.Left {
		if !moving[l.Task.ID] {
			fault = trace.Starvation
		}
	}
	s.failure = &finding{fault: fault, schedule: search.ScheduleOf(x), cycle: period}
}

// cycle returns the length of the shortest sequence of events with which x
// ends, rounds times over; 0 if there is none.
func cycle(x *kernel.Exec) int {
	n := len(x.Events)
	for period := 1; period*rounds <= n; period++ {
		same := true
		for i := n - period*(rounds-1); i < n && same; i++ {
			a, b := &x.Events[i], &x.Events[i-period]
			same = a.Task == b.Task && a.Kind == b.Kind && a.Site == b.Site
		}
		if same {
			return period
		}
	}
	return 0
}
