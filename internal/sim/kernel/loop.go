package kernel

import "racelab/internal/trace"

// Loop is called at the end of each iteration of a loop that changes no local
// variable. If a whole iteration has changed nothing at all, the next one will
// do the same until somebody changes what it read: the task then waits for
// that. So a schedule cannot starve others by spinning, and a search comes to
// an end; and if nobody is left to change anything, the loop is endless.
func Loop(site int) {
	t := Current()
	if t == nil {
		return
	}
	x.alone = false
	begin := t.iteration
	t.iteration = x.Latest() + 1
	if t.loop != site {
		t.loop = site
		return
	}
	reads, idle := x.idleSince(t, begin)
	if !idle {
		return
	}
	g := &change{exec: x, task: t.ID, reads: reads, from: begin}
	if g.Open() {
		return
	}
	t.Step(KSpin, site, g)
	for _, i := range g.found {
		t.Follow(i)
	}
	t.iteration = x.Latest() + 1
}

// idleSince returns what t has read since event begin, and whether that is all
// that it did: taking and giving back a lock, or sleeping, changes nothing.
func (x *Exec) idleSince(t *Task, begin int32) (reads []trace.Access, idle bool) {
	held := 0
	for i := begin; i <= x.Latest(); i++ {
		e := &x.Events[i]
		if e.Task != t.ID || e.Kind == KSpin || e.Kind == KArm {
			continue
		}
		if e.Kind == KNow || e.Options != 0 {
			return nil, false
		}
		for _, a := range x.Accesses(e) {
			switch {
			case a.Mode == trace.Lock || a.Mode == trace.TryHit:
				held++
			case a.Mode == trace.Unlock:
				held--
			case a.Mode == trace.Read || a.Mode == trace.TryMiss || e.Quiet:
				reads = append(reads, a)
			default:
				return nil, false
			}
		}
	}
	return reads, held == 0 && len(reads) > 0
}

// change is a gate that opens when another task changes what was read.
type change struct {
	exec  *Exec
	task  int32
	reads []trace.Access
	from  int32 // events before it have been looked at
	found []int32
}

func (c *change) Open() bool {
	for ; c.from <= c.exec.Latest(); c.from++ {
		e := &c.exec.Events[c.from]
		if e.Task != c.task && !e.Quiet && c.touches(e) {
			c.found = append(c.found, c.from)
		}
	}
	return len(c.found) > 0
}

func (c *change) touches(e *Event) bool {
	for _, a := range c.exec.Accesses(e) {
		for _, r := range c.reads {
			if a.Object == r.Object && a.Mask&r.Mask != 0 && a.Mode != trace.Read {
				return true
			}
		}
	}
	return false
}
