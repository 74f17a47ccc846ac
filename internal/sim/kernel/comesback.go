package kernel

import "slices"

// ComesBack reports whether the last period events of an execution that was
// watched lead from a state to the same state, so that they can come again and
// again for ever.
func (x *Exec) ComesBack(period int) bool {
	moves, same := x.goesRoundIn(period)
	return same && (len(x.timers) == 0 || moves[ClockID]) // else one day they fire
}

// Spins reports whether they can come again and again until a timer fires.
func (x *Exec) Spins(period int) bool {
	moves, same := x.goesRoundIn(period)
	return same && len(x.timers) > 0 && !moves[ClockID]
}

// goesRoundIn reports whether the last period events lead from a state to the same
// state, and which tasks make them. Each then knows the same at the beginning of
// the two last rounds, and got to know the same in both; what it does follows
// from that alone.
func (x *Exec) goesRoundIn(period int) (moves map[int32]bool, same bool) {
	n := len(x.Events)
	if period <= 0 || 2*period > n || len(x.Notes.Timers) != n {
		return nil, false
	}
	moves = map[int32]bool{}
	for i := n - period; i < n; i++ {
		if !x.sameEvent(i-period, i) {
			return nil, false
		}
		moves[x.Events[i].Task] = true
	}
	for id := range moves {
		if id != ClockID && !x.goesRound(id, int32(n-period), int32(period)) {
			return nil, false
		}
	}
	return moves, x.sawTheSame(int32(n-period), int32(period))
}

// sameEvent reports whether events i and j are the same, except for what they
// made known.
func (x *Exec) sameEvent(i, j int) bool {
	a, b := &x.Events[i], &x.Events[j]
	if a.Task != b.Task || a.Kind != b.Kind || a.Site != b.Site || a.Options != b.Options || a.Choice != b.Choice {
		return false
	}
	if x.Notes.Timers[i] != x.Notes.Timers[j] || x.Rows[i].Case != x.Rows[j].Case {
		return false
	}
	if b.Kind == KNow || b.Options != 0 && b.Task != ClockID || b.asks() && !x.told(j) {
		return false
	}
	p, q := x.Accesses(a), x.Accesses(b)
	for k := range min(len(p), len(q)) {
		if p[k].Mode != q[k].Mode {
			return false
		}
	}
	return len(p) == len(q)
}

// asks reports whether e has a result that its accesses do not tell.
func (e *Event) asks() bool {
	switch e.Kind {
	case KRead, KAtomicLoad, KAtomicRMW, KRecv, KLen, KStop, KMap, KChoice:
		return true
	}
	return false
}

// told reports whether what event i made known has been noted.
func (x *Exec) told(i int) bool {
	e := &x.Events[i]
	if e.Kind == KRecv { // always noted, but later if it had to wait
		return true
	}
	return slices.ContainsFunc(x.Notes.Saws, func(s Saw) bool { return s.Event == int32(i) && s.Task == e.Task })
}

// goesRound reports whether the outermost loop of a task that has gone round in
// each of the last two periods, of which the latter begins with event from, has
// done so with the same variables.
func (x *Exec) goesRound(task, from, period int32) bool {
	last, before := x.outermost(task, from, period), x.outermost(task, from-period, period)
	if len(last) == 0 || len(last) != len(before) {
		return false
	}
	for i, r := range last {
		if !r.same(before[i]) || r.Event != before[i].Event+period {
			return false
		}
	}
	for _, u := range x.Notes.Unseen {
		if u.Task == task && u.Event >= from-period-1 {
			return false
		}
	}
	return true
}

// outermost returns the rounds of the outermost loop of a task in a period.
func (x *Exec) outermost(task, from, period int32) (list []*Round) {
	for i := range x.Notes.Rounds {
		r := &x.Notes.Rounds[i]
		if r.Task != task || r.Event < from-1 || r.Event >= from+period-1 {
			continue
		}
		switch {
		case len(list) == 0 || r.before(list[0]) == 0:
			list = append(list, r)
		case r.before(list[0]) < 0:
			list = append(list[:0], r)
		}
	}
	return list
}

func (r *Round) same(o *Round) bool {
	if r.Counts || o.Counts || r.Stack != o.Stack || r.before(o) != 0 || len(r.Locals) != len(o.Locals) {
		return false
	}
	for i := range r.Locals {
		if !r.Locals[i].Same(o.Locals[i]) {
			return false
		}
	}
	return true
}

// sawTheSame reports whether the same became known in the two last periods.
func (x *Exec) sawTheSame(from, period int32) bool {
	var last, before []Saw
	for _, s := range x.Notes.Saws {
		switch {
		case s.Event >= from:
			last = append(last, s)
		case s.Event >= from-period:
			before = append(before, s)
		}
	}
	if len(last) != len(before) {
		return false
	}
	for i, s := range last {
		if o := before[i]; s.Task != o.Task || s.Event != o.Event+period || !s.Print.Same(o.Print) {
			return false
		}
	}
	return true
}
