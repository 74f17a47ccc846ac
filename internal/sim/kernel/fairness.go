package kernel

import "slices"

// A program may rely on chance to be fair in the long run: a goroutine does not
// sleep through all ticks, a select does not pass over the same case for ever.
// Schedules in which it is not have no end, and so a search has none either.
// Limits.Unfair leaves them out: each goroutine's first so many timers may fire
// while somebody can move, later ones only when nobody can; and what chance has
// passed over so often in a row comes next. Both depend on nothing but what one
// task has done so far, or on all, so events that commute still do.

// early reports whether one of the timers with the next deadline is among the
// first of whoever armed it; each tick of a ticker counts as one.
func (x *Exec) early() bool {
	return slices.ContainsFunc(x.nextTimers(), func(t *Timer) bool { return int(t.nth+t.again) < x.limits.Unfair })
}

// choice is what chance decides again and again.
type choice struct {
	kind Kind
	site int32
}

// overdue returns those of the options of e that chance has passed over too
// often, or all if there are none.
func (x *Exec) overdue(e *Event, options uint64) uint64 {
	times := x.Tasks[e.Task].passed[choice{e.Kind, e.Site}]
	if times == nil {
		return options
	}
	late := uint64(0)
	for rest := options; rest != 0; rest &= rest - 1 {
		if i := trailing(rest); times[i] >= x.limits.Unfair {
			late |= 1 << i
		}
	}
	if late == 0 {
		return options
	}
	x.Fair = true
	return late
}

// passOver counts how often in a row each of options was not the result.
func (x *Exec) passOver(e *Event, options uint64, result int) {
	t, at := x.Tasks[e.Task], choice{e.Kind, e.Site}
	if x.limits.Unfair == 0 || e.Task == ClockID || t.passed[at] == nil && options&(options-1) == 0 {
		return
	}
	if t.passed == nil {
		t.passed = map[choice]*[64]int{}
	}
	before, now := t.passed[at], &[64]int{}
	for rest := options &^ (1 << result); rest != 0; rest &= rest - 1 {
		i := trailing(rest)
		now[i] = 1
		if before != nil {
			now[i] += before[i]
		}
	}
	t.passed[at] = now
}
