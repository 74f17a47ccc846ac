package search

import (
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// order is the happens-before relation of one execution in the sense of
// Mazurkiewicz: which events cannot change places. It is not that of the Go
// memory model, in which two accesses of a data race are unordered.
type order struct {
	x     *kernel.Exec
	width int
	clock []int32   // for each event: by task, 1 + index of the latest event before or at it
	first []int32   // the same without the edges of its own accesses
	own   [][]int32 // the events of each task, in order
	found [][]int32 // for each event: the earlier ones that it races with
	story story
	uses  [][]int32 // by object, as numbered by story: the events that used it, in order

	rivals, events []int32 // used again and again
}

func (o *order) at(i int) []int32     { return o.clock[i*o.width : (i+1)*o.width] }
func (o *order) before(i int) []int32 { return o.first[i*o.width : (i+1)*o.width] }

// has reports whether event i is at or before clock c.
func (o *order) has(c []int32, i int) bool { return c[o.x.Events[i].Task] > int32(i) }

func join(c, d []int32) {
	for i, v := range d {
		if v > c[i] {
			c[i] = v
		}
	}
}

// compute finds the order of x, and its races. Searches go depth first, so much of
// it is known from the execution before: up to the first event that is another one.
func (o *order) compute(x *kernel.Exec) {
	n := len(x.Events)
	known := o.story.read(x)
	if o.width != len(x.Tasks) {
		o.width, known = len(x.Tasks), 0
	}
	o.x = x
	o.clock = atLeast(o.clock, n*o.width)
	o.first = atLeast(o.first, n*o.width)
	o.found = atLeast(o.found, n)
	o.own = atLeast(o.own, o.width)
	o.uses = atLeast(o.uses, len(o.story.numbers))
	forget(o.own, known)
	forget(o.uses, known)
	clear(o.clock[known*o.width : n*o.width])
	clear(o.first[known*o.width : n*o.width])
	for j := known; j < n; j++ {
		o.add(j)
	}
}

// forget removes from each list the events from n on.
func forget(lists [][]int32, n int) {
	for k, list := range lists {
		end := len(list)
		for end > 0 && int(list[end-1]) >= n {
			end--
		}
		lists[k] = list[:end]
	}
}

// add places event j after those that it cannot change places with.
func (o *order) add(j int) {
	e := &o.x.Events[j]
	c := o.before(j)
	o.follow(c, e.Task, o.x.After(e))
	full := o.at(j)
	copy(full, c)
	o.found[j] = o.found[j][:0]
	if isLock(o.x, e) {
		o.addLock(j)
	} else {
		o.conflicts(j, full)
	}
	full[e.Task] = int32(j) + 1
	for _, object := range o.story.objects(j) {
		if list := o.uses[object]; len(list) == 0 || list[len(list)-1] != int32(j) {
			o.uses[object] = append(list, int32(j))
		}
	}
	o.own[e.Task] = append(o.own[e.Task], int32(j))
}

// follow joins to c what comes before the next event of task: its previous
// event, and the events that it was told to follow.
func (o *order) follow(c []int32, task int32, after []int32) {
	if own := o.own[task]; len(own) > 0 {
		join(c, o.at(int(own[len(own)-1])))
	}
	for _, i := range after {
		join(c, o.at(int(i)))
	}
}

// conflicts joins to full the events that j conflicts with, and notes those that it
// races with: no other event lies between them.
func (o *order) conflicts(j int, full []int32) {
	o.rivals = o.rivals[:0]
	objects := o.story.objects(j)
	for k, a := range o.x.Accesses(&o.x.Events[j]) {
		for _, i := range o.uses[objects[k]] {
			if !o.has(full, int(i)) && clashes(o.x.Accesses(&o.x.Events[i]), a) {
				o.rivals = append(o.rivals, i)
			}
		}
	}
	slices.Sort(o.rivals)
	for _, i := range slices.Backward(o.rivals) {
		if o.has(full, int(i)) {
			continue
		}
		if o.reversible(int(i), j) {
			o.found[j] = append(o.found[j], i)
		}
		join(full, o.at(int(i)))
	}
}

// reversible reports whether j could have come before i. The clock can move
// only while a timer is pending, and a loop only when what it read has changed.
func (o *order) reversible(i, j int) bool {
	if o.x.Events[j].Kind == kernel.KSpin {
		return o.opened(i, j)
	}
	if o.x.Events[j].Task != kernel.ClockID || o.x.Events[i].ClockOn {
		return true
	}
	for k := i + 1; k < j; k++ {
		if o.x.Events[k].Arms && !o.has(o.at(k), i) {
			return true
		}
	}
	return false
}

// opened reports whether somebody else than i let the loop go on at j.
func (o *order) opened(i, j int) bool {
	for k := range j {
		if k != i && o.x.Opens(k, j) && !(k > i && o.has(o.at(k), i)) {
			return true
		}
	}
	return false
}

// addLock places event j, which took a mutex. Whoever gave it back let it in,
// and cannot have done so later; whoever took it before could.
func (o *order) addLock(j int) {
	e := &o.x.Events[j]
	list := o.uses[o.story.objects(j)[0]]
	if i := o.rival(list, o.x.Accesses(e)[0].Object); i >= 0 && o.x.Events[i].Task != e.Task && !o.has(o.before(j), i) {
		o.found[j] = append(o.found[j], int32(i))
	}
	full := o.at(j)
	for _, i := range slices.Backward(list) {
		if !o.has(full, int(i)) { // else all that was before it is, too
			join(full, o.at(int(i)))
		}
	}
}

// rival returns the latest event before which the mutex was free, so that a
// Lock could have come before it: whoever took it last, or gave it back or failed
// to get it although nobody had it. It returns -1 if nobody used the mutex. list is
// the events that did.
func (o *order) rival(list []int32, object trace.Object) int {
	last, held := -1, false
	for _, i := range list[o.taken(list, object):] {
		for _, a := range o.x.Accesses(&o.x.Events[i]) {
			switch {
			case a.Object != object:
			case takes(a):
				last, held = int(i), true
			case a.Mode == trace.Unlock && held:
				held = false
			case !held && (a.Mode == trace.Unlock || a.Mode == trace.TryMiss):
				last = int(i)
			}
		}
	}
	return last
}

// taken returns the place in list of the last event that took the mutex, or 0.
func (o *order) taken(list []int32, object trace.Object) int {
	for k, i := range slices.Backward(list) {
		for _, a := range o.x.Accesses(&o.x.Events[i]) {
			if a.Object == object && takes(a) {
				return k
			}
		}
	}
	return 0
}

func takes(a trace.Access) bool { return a.Mode == trace.Lock || a.Mode == trace.TryHit }

func isLock(x *kernel.Exec, e *kernel.Event) bool {
	acc := x.Accesses(e)
	return len(acc) == 1 && acc[0].Mode == trace.Lock
}
