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
	clock []int32                  // for each event: by task, 1 + index of the latest event before or at it
	first []int32                  // the same without the edges of its own accesses
	uses  map[trace.Object][]int32 // the events that used an object, in order
	own   [][]int32                // the events of each task, in order
	found [][]int32                // for each event: the earlier ones that it races with
}

// step is an element of a plan: an event of the execution, or one that might
// have happened, with index -1.
type step struct {
	branch
	index int
	clock []int32
	acc   []trace.Access // what it might do
	did   []trace.Access // what it did
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

// compute finds the order of x, and its races.
func (o *order) compute(x *kernel.Exec) {
	n := len(x.Events)
	o.x, o.width = x, len(x.Tasks)
	o.clock = resize(o.clock, n*o.width)
	o.first = resize(o.first, n*o.width)
	if o.uses == nil {
		o.uses = map[trace.Object][]int32{}
	}
	clear(o.uses)
	o.own = make([][]int32, o.width)
	o.found = make([][]int32, n)
	for j := range x.Events {
		o.add(j)
	}
}

func resize(s []int32, n int) []int32 {
	if cap(s) < n {
		return make([]int32, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// add places event j after those that it cannot change places with.
func (o *order) add(j int) {
	e := &o.x.Events[j]
	c := o.before(j)
	o.follow(c, e.Task, o.x.After(e))
	full := o.at(j)
	copy(full, c)
	if isLock(o.x, e) {
		o.addLock(j)
	} else {
		o.found[j] = o.conflicts(j, full)
	}
	full[e.Task] = int32(j) + 1
	for _, a := range o.x.Accesses(e) {
		if list := o.uses[a.Object]; len(list) == 0 || list[len(list)-1] != int32(j) {
			o.uses[a.Object] = append(list, int32(j))
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

// conflicts joins to full the events that j conflicts with, and returns those
// that it races with: no other event lies between them.
func (o *order) conflicts(j int, full []int32) (races []int32) {
	e := &o.x.Events[j]
	var rivals []int32
	for _, a := range o.x.Accesses(e) {
		for _, i := range o.uses[a.Object] {
			if !o.has(full, int(i)) && conflict(o.x.Accesses(&o.x.Events[i]), []trace.Access{a}) {
				rivals = append(rivals, i)
			}
		}
	}
	slices.Sort(rivals)
	for k := len(rivals) - 1; k >= 0; k-- {
		i := int(rivals[k])
		if o.has(full, i) {
			continue
		}
		if o.reversible(i, j) {
			races = append(races, int32(i))
		}
		join(full, o.at(i))
	}
	return races
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
	object := o.x.Accesses(e)[0].Object
	if i := o.rival(object); i >= 0 && o.x.Events[i].Task != e.Task && !o.has(o.before(j), i) {
		o.found[j] = []int32{int32(i)}
	}
	for _, i := range slices.Backward(o.uses[object]) {
		if !o.has(o.at(j), int(i)) { // else all that was before it is, too
			join(o.at(j), o.at(int(i)))
		}
	}
}

// rival returns the latest event before which the mutex was free, so that a
// Lock could have come before it: whoever took it last, or gave it back or failed
// to get it although nobody had it. It returns -1 if nobody used the mutex.
func (o *order) rival(object trace.Object) int {
	list, last := o.uses[object], -1
	held := false
	for _, i := range list {
		for _, a := range o.x.Accesses(&o.x.Events[i]) {
			switch {
			case a.Object != object:
			case a.Mode == trace.Lock || a.Mode == trace.TryHit:
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

func isLock(x *kernel.Exec, e *kernel.Event) bool {
	acc := x.Accesses(e)
	return len(acc) == 1 && acc[0].Mode == trace.Lock
}

// races returns the events that j races with.
func (o *order) races(j int) []int { return widen(o.found[j]) }

func widen(in []int32) (out []int) {
	for _, i := range in {
		out = append(out, int(i))
	}
	return out
}
