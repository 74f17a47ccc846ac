package kernel

import (
	"slices"

	"racelab/internal/trace"
)

// Loop is called at the end of each iteration of a loop that changes no local
// variable. If a whole iteration has changed nothing at all, the next one will
// do the same until somebody changes what it read: the task then waits for
// that. So a schedule cannot starve others by spinning, and a search comes to
// an end; and if nobody is left to change anything, the loop is endless.
func Loop(site int) (waited bool) {
	t := Current()
	if t == nil {
		return false
	}
	x.alone = false
	begin, wrote, looked, called := t.iteration, t.wrote, t.looked, t.unseen != t.unseenAt
	t.iteration, t.wrote, t.looked, t.unseenAt = x.Latest()+1, false, false, t.unseen
	if t.loop != site {
		t.loop = site
		return false
	}
	if wrote || called {
		return false
	}
	g := x.idleSince(t, begin)
	switch {
	case g == nil || len(g.reads) == 0 && !looked:
		return false
	case looked || g.ofMemory && !x.limits.Points.Whole():
		x.waitsForMemory(t)
	}
	g.announce(t)
	x.AskAll()
	t.Step(KSpin, site, g)
	g.event = x.Latest()
	x.loops = append(x.loops, g)
	t.iteration = g.event + 1
	return true
}

// LoopThatCounts is Loop for one that counts its iterations and takes no notice
// of the number. Others may: those in which it goes round in vain are left out.
func LoopThatCounts(site int) {
	if Loop(site) {
		x.Fair = true
	}
}

// idleSince returns what t has read since event begin, which may be nothing, if that
// is all that it did: taking and giving back a lock, or sleeping, changes nothing.
func (x *Exec) idleSince(t *Task, begin int32) *change {
	held, g := 0, &change{exec: x, task: t.ID, from: begin}
	for i := begin; i <= x.Latest(); i++ {
		e := &x.Events[i]
		if e.Task != t.ID || e.Kind == KSpin || e.Kind == KArm {
			continue
		}
		if e.Options != 0 {
			return nil
		}
		for _, a := range x.Accesses(e) {
			switch {
			case a.Mode == trace.Lock || a.Mode == trace.TryHit:
				held++
			case a.Mode == trace.Unlock:
				held--
			case a.Mode == trace.Read || a.Mode == trace.TryMiss || e.Quiet:
				g.reads = append(g.reads, read{a, i})
				g.ofMemory = g.ofMemory || e.Kind == KRead
			default:
				return nil
			}
		}
	}
	if held != 0 {
		return nil
	}
	return g
}

// change is a gate that opens when another task changes what was read, after
// it was read.
type change struct {
	exec     *Exec
	task     int32
	reads    []read
	ofMemory bool  // some are accesses of plain memory
	from     int32 // events before it have been looked at
	found    bool
	event    int32 // the one for which it opened
}

type read struct {
	trace.Access
	at int32
}

// announce adds what was read to what t is about to do: going on depends on
// whoever changes that.
func (c *change) announce(t *Task) {
	for _, r := range c.reads {
		if r.Mode != trace.TryMiss {
			r.Mode = trace.Read
		}
		if !slices.Contains(t.op.acc, r.Access) {
			t.op.acc = append(t.op.acc, r.Access)
		}
	}
}

func (c *change) Open() bool {
	for ; !c.found && c.from <= c.exec.Latest(); c.from++ {
		c.found = c.openedBy(c.from)
	}
	return c.found
}

func (c *change) openedBy(i int32) bool {
	e := &c.exec.Events[i]
	if e.Task == ClockID && slices.ContainsFunc(c.reads, func(r read) bool { return r.Object == clockCell && r.at < i }) {
		return true
	}
	return e.Task != c.task && !e.Quiet && slices.ContainsFunc(c.exec.Accesses(e), func(a trace.Access) bool {
		return a.Object != clockCell && a.Mode != trace.Read && a.Mode != trace.TryMiss && slices.ContainsFunc(c.reads, func(r read) bool {
			return r.at < i && a.Object == r.Object && a.Mask&r.Mask != 0
		})
	})
}

// Opens reports whether event i was enough for a loop to go on at event j.
func (x *Exec) Opens(i, j int) bool {
	k := slices.IndexFunc(x.loops, func(c *change) bool { return int(c.event) == j })
	return k >= 0 && i < j && x.loops[k].openedBy(int32(i))
}
