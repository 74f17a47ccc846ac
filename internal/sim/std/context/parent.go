package context

import (
	"cmp"
	"slices"
	"time"
	"unsafe"

	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/trace"
)

// join makes c end when its parent does.
func (c *cancelCtx) join() {
	if p := c.ownParent(); p == nil {
		c.joinForeign()
	} else {
		if t := kernel.Current(); t != nil {
			t.Touch(p.object(), trace.Read, 0xff)
			t.Step(kernel.KMap, -1, nil)
			kernel.Calls("derive")
		}
		c.enter(p)
	}
}

// ownParent returns the context of this package that decides when the parent
// ends, or nil if it never does or another implementation has a say in that.
func (c *cancelCtx) ownParent() *cancelCtx {
	done := c.parent.Done()
	if done == nil {
		return nil
	}
	p, _ := c.parent.Value(&cancelKey).(*cancelCtx)
	if p == nil || (<-chan struct{})(p.done) != done {
		return nil
	}
	return p
}

// enter makes c a child of p, as part of the event under way. Children are kept
// in an order in which goroutines that derive at the same time make no
// difference.
func (c *cancelCtx) enter(p *cancelCtx) {
	if p.err != nil {
		p.clock.Acquire(kernel.Current())
		p.over()
		c.born(p)
		return
	}
	c.above, c.under = p, p
	i := len(p.children)
	for i > 0 && p.children[i-1].creator > c.creator {
		i--
	}
	p.children = slices.Insert(p.children, i, c)
}

// born ends c, which nobody else knows yet, because p has ended before.
func (c *cancelCtx) born(p *cancelCtx) {
	switch {
	case c.call == nil:
		c.set(p.err, p.cause)
	case kernel.Current() == nil:
		c.err, c.cause = p.err, p.cause
		c.call()
	default:
		c.err, c.cause = p.err, p.cause
		kernel.Spawn(c.call).Where = c.where
	}
}

func (c *cancelCtx) leave() {
	if p := c.above; p != nil {
		c.above = nil
		p.children = slices.DeleteFunc(slices.Clone(p.children), func(d *cancelCtx) bool { return d == c })
	}
	if c.unhook != nil {
		c.unhook()
		c.unhook = nil
	}
}

// joinForeign watches a parent that somebody else implements.
func (c *cancelCtx) joinForeign() {
	parent := c.parent
	done := parent.Done()
	if done == nil {
		return
	}
	ended := func() { c.endAs(parent) }
	if sim.Select(-1, true, sim.RecvCase(done)) == 0 {
		ended()
		return
	}
	if p, ok := parent.(interface{ AfterFunc(func()) func() bool }); ok {
		c.unhook = p.AfterFunc(ended)
		return
	}
	if kernel.Current() == nil {
		return
	}
	kernel.Spawn(func() {
		if sim.Select(-1, false, sim.RecvCase(done), sim.RecvCase(c.Done())) == 0 {
			ended()
		}
	})
}

// endAs ends c because its parent, which another package implements, has ended.
func (c *cancelCtx) endAs(parent Context) {
	err, cause := parent.Err(), Cause(parent)
	if c.call == nil {
		c.end(err, cause)
		return
	}
	if t := kernel.Current(); t != nil {
		model.Use(t, kernel.KMap, unsafe.Pointer(c), trace.Write, nil)
		kernel.Calls("starts")
	}
	if c.err != nil {
		observed()
		return
	}
	c.err, c.cause = err, cause
	if kernel.Current() == nil {
		c.call()
		return
	}
	kernel.Spawn(c.call).Where = c.where
}

// withTimer derives a context that ends at due(now). Looking at the parent,
// reading the clock and starting the timer are one event.
func withTimer(parent Context, due func(now time.Time) time.Time, cause error) (Context, CancelFunc) {
	c := newCancelCtx(parent)
	limit, limited := parent.Deadline()
	p := c.ownParent()
	if p == nil {
		c.joinForeign()
	}
	set := func(now time.Time) {
		d := due(now)
		if !limited || !limit.Before(d) {
			c.timed, c.deadline = true, d
		}
	}
	t := kernel.Current()
	if t == nil {
		set(model.Start)
	} else {
		c.arm(t, p, set, cause)
	}
	if p != nil && c.err == nil {
		c.enter(p)
	}
	return c, func() { c.cancel(Canceled, nil) }
}

// arm is that event. The timer is armed for now, since only the event tells
// what time it is, and then put off, or taken back if there is no use for it. It
// starts a goroutine that cancels c: so time may have passed the deadline, and Err
// still be nil.
func (c *cancelCtx) arm(t *kernel.Task, p *cancelCtx, set func(now time.Time), cause error) {
	if p != nil {
		t.Touch(p.object(), trace.Read, 0xff)
	}
	timer := t.Arm(0, func() {
		kernel.Spawn(func() { c.cancel(DeadlineExceeded, cause) }).Where = c.where
	})
	now := model.At(timer.When)
	set(now)
	switch {
	case !c.timed || c.err != nil || p != nil && p.err != nil:
		timer.TakeBack()
	case !c.deadline.After(now):
		timer.TakeBack()
		c.set(DeadlineExceeded, cmp.Or(cause, DeadlineExceeded))
	default:
		timer.PutOff(model.When(c.deadline))
		c.timer = timer
		timer.EndsWait(c.endsWait)
	}
}

// endsWait reports whether somebody waits for the end of c, or for something else; an AfterFunc
// may end any wait.
func (c *cancelCtx) endsWait() bool {
	return c.call != nil || sim.Ends(c.done) || slices.ContainsFunc(c.children, (*cancelCtx).endsWait)
}
