package explore

import (
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// As long as the begins and the ends of calls are no events, one execution stands for all
// that differ from it in the order of events that commute. In these a call may have
// returned when another begins, and in those not, so that each of their histories has to
// be explained. Of each only the hardest is looked at: a call begins right before its
// first event, and has returned right after its last. If it began earlier or returned
// later, some calls would be beside each other that are not, and what explains the one
// history explains the other.

// mostOrders are looked at of one execution.
const mostOrders = 1000

// orders are those of the events by which calls begin and end.
type orders struct {
	history   *trace.History
	explained func(*trace.History) bool
	begins    [][]int  // calls, by event: those of which it is the first
	ends      [][]int  // likewise the last
	before    []uint64 // by event: the others that come before it in any order
	left      int
}

// inEveryOrder reports whether h is explained, whatever order of begins and ends x
// allows. It is false as well if that cannot be told.
func (r *trial) inEveryOrder(x *kernel.Exec, h *trace.History, explained func(*trace.History) bool) bool {
	first, last, ok := r.bounds(x)
	if !ok {
		return false
	}
	from := len(r.scenario.Before)
	events := slices.Concat(first, last)
	slices.Sort(events)
	events = slices.Compact(events)
	if len(events) > 64 || len(events) == 0 {
		return len(events) == 0
	}
	o := &orders{history: h, explained: explained, left: mostOrders, before: earlier(x, events)}
	o.begins, o.ends = make([][]int, len(events)), make([][]int, len(events))
	for i := range first {
		b, _ := slices.BinarySearch(events, first[i])
		e, _ := slices.BinarySearch(events, last[i])
		o.begins[b], o.ends[e] = append(o.begins[b], from+i), append(o.ends[e], from+i)
	}
	return o.all(0, 2*from)
}

// bounds are the first and the last event of each call that has others beside it. ok is
// false if one has none.
func (r *trial) bounds(x *kernel.Exec) (first, last []int, ok bool) {
	for _, m := range r.made[len(r.scenario.Before) : len(r.made)-len(r.scenario.After)] {
		at := m.from + 1
		for at <= m.event && x.Events[at].Task != m.task {
			at++
		}
		if at > m.event {
			return nil, nil, false
		}
		first, last = append(first, at), append(last, m.event)
	}
	return first, last, true
}

// all goes on with each event that may come next. done has a bit for each that has been,
// and at counts the begins and ends so far.
func (o *orders) all(done uint64, at int) bool {
	if done == uint64(1)<<len(o.before)-1 {
		o.left--
		return o.left >= 0 && o.explained(o.history)
	}
	for i, before := range o.before {
		if done&(1<<i) != 0 || before&^done != 0 {
			continue
		}
		next := at
		for _, n := range o.begins[i] {
			o.history.Calls[n].Begin = next
			next++
		}
		for _, n := range o.ends[i] {
			o.history.Calls[n].End = next
			next++
		}
		if !o.all(done|1<<i, next) {
			return false
		}
	}
	return true
}

// earlier says of each event which of the others it cannot change places with come
// before it.
func earlier(x *kernel.Exec, events []int) (before []uint64) {
	from, to := events[0], events[len(events)-1]
	words := (to-from)/64 + 1
	past := make([]uint64, (to-from+1)*words)
	at := func(i int) []uint64 { return past[(i-from)*words : (i-from+1)*words] }
	has := func(p []uint64, i int) bool { return p[(i-from)/64]&(1<<((i-from)%64)) != 0 }
	for j := from; j <= to; j++ {
		p := at(j)
		for i := j - 1; i >= from; i-- {
			if !has(p, i) && ordered(x, i, j) {
				for w, bits := range at(i) {
					p[w] |= bits
				}
			}
		}
		p[(j-from)/64] |= 1 << ((j - from) % 64)
	}
	for k, j := range events {
		mask := uint64(0)
		for m, i := range events[:k] {
			if has(at(j), i) {
				mask |= 1 << m
			}
		}
		before = append(before, mask)
	}
	return before
}

// ordered reports whether event i has to come before event j, which is a later one,
// whatever lies between them.
func ordered(x *kernel.Exec, i, j int) bool {
	a, b := &x.Events[i], &x.Events[j]
	if a.Task == b.Task || slices.Contains(x.After(b), int32(i)) {
		return true
	}
	used := x.Accesses(a)
	return slices.ContainsFunc(x.Accesses(b), func(is trace.Access) bool {
		return slices.ContainsFunc(used, func(was trace.Access) bool { return trace.Conflict(was, is) })
	})
}
