package context

import (
	"slices"

	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/trace"
)

// cancel cancels c and what derives from it, and returns when that is done, by
// whomever. Whoever was first takes c off the list of its parent; one that is being
// cancelled meanwhile must come to the end of that before.
func (c *cancelCtx) cancel(err, cause error) {
	if !c.end(err, cause) {
		return
	}
	if p := c.above; p != nil {
		p.over()
	}
	c.leave()
}

// end is cancel, but for the parent's list. It reports whether nobody has cancelled c
// before.
func (c *cancelCtx) end(err, cause error) (first bool) {
	if cause == nil {
		cause = err
	}
	if kernel.Current() == nil {
		first = c.err == nil
		c.endNow(err, cause)
		return first
	}
	if first = c.hit(err, cause); first {
		c.passOn()
	}
	c.over()
	return first
}

// endNow is end outside an execution.
func (c *cancelCtx) endNow(err, cause error) {
	if c.err != nil {
		return
	}
	c.set(err, cause)
	if c.call != nil {
		c.call()
	}
	for _, child := range c.children {
		child.endNow(err, cause)
	}
	c.children = nil
}

func (c *cancelCtx) set(err, cause error) {
	c.err, c.cause = err, cause
	c.clock.Replace(kernel.Current())
	sim.CloseNow(c.done)
}

// hit is the event in which c is cancelled: Done is closed, and Err says so. It
// reports whether nobody has done that before.
func (c *cancelCtx) hit(err, cause error) bool {
	t := kernel.Current()
	c.announce(t)
	t.Step(kernel.KMap, -1, nil)
	kernel.Calls("cancel")
	if c.err != nil { // and whoever did that has stopped the timer, or was started by it
		observed()
		kernel.LeavesClock()
		return false
	}
	if c.timer != nil {
		c.timer.Cancel()
	}
	c.set(err, cause)
	return true
}

// announce touches what an end of c changes. It also looks at those above: when
// they are cancelled, it matters whether c had ended before.
func (c *cancelCtx) announce(t *kernel.Task) {
	t.Touch(c.object(), trace.Write, 0xff)
	t.Touch(model.Channel(c.done), trace.Write, 0xff)
	for p := c.under; p != nil; p = p.under {
		t.Touch(p.object(), trace.Read, 0xff)
	}
	if c.timer != nil { // even if it has fired: before that, it would be stopped
		t.TouchClock()
	}
}

// observed says that the event under way has changed nothing.
func observed() {
	kernel.Observed()
	x := kernel.Running()
	x.Events[x.Latest()].Quiet = true
}

// passOn cancels the children, in any order. The real one goes through a map; here
// each child but one has a task of its own, so that the search need not try orders
// which nobody can tell apart. An AfterFunc's is its goroutine.
func (c *cancelCtx) passOn() {
	c.children = slices.DeleteFunc(slices.Clone(c.children), func(d *cancelCtx) bool { return d.call == nil && d.settled() })
	c.pending = len(c.children)
	err, cause := c.err, c.cause
	var own *cancelCtx
	for _, child := range c.children {
		switch {
		case child.call != nil:
			kernel.Spawn(func() { child.start(c) }).Where = child.where
		case own == nil:
			own = child
		default:
			kernel.Spawn(func() {
				child.end(err, cause)
				c.lessPending()
			})
		}
	}
	if own != nil {
		own.end(err, cause)
		c.lessPending()
	}
}

// settled reports whether nothing is left to do for whoever cancels c.
func (c *cancelCtx) settled() bool { return c.err != nil && c.pending == 0 }

// lessPending says that the current task has cancelled another child of c, or waited
// until it was. Whoever waits for all of them goes on after that.
func (c *cancelCtx) lessPending() {
	c.ended = append(c.ended, kernel.Current().Past()...)
	c.pending--
	if c.pending > 0 {
		return
	}
	c.children = nil
	for _, w := range c.waiting {
		w.Ready()
		c.follow(w)
	}
	c.waiting = nil
}

// over returns when no cancellation of c is under way. The real one holds a mutex
// meanwhile.
func (c *cancelCtx) over() {
	t := kernel.Current()
	switch {
	case t == nil:
	case c.pending > 0:
		c.waiting = append(c.waiting, t)
		t.Park(kernel.Waiting{For: trace.Wait{Kind: trace.WaitCancel}, Object: c.object()})
	case c.err != nil:
		c.follow(t)
	}
}

func (c *cancelCtx) follow(t *kernel.Task) {
	for _, i := range c.ended {
		t.Follow(i)
	}
}

// start is the event in which p, that is being cancelled, starts the AfterFunc c,
// unless it was stopped before.
func (c *cancelCtx) start(p *cancelCtx) {
	t := kernel.Current()
	t.Touch(c.object(), trace.Write, 0xff)
	for q := p.under; q != nil; q = q.under { // see announce: it may be the last of p
		t.Touch(q.object(), trace.Read, 0xff)
	}
	t.Step(kernel.KMap, -1, nil)
	if c.err != nil {
		kernel.Calls("stopped before")
		observed()
		p.lessPending()
		return
	}
	kernel.Calls("starts")
	c.clock.Acquire(t)
	c.err, c.cause = p.err, p.cause
	p.lessPending()
	c.call()
}

// stop is the event of keeping an AfterFunc from being called.
func (c *cancelCtx) stop() bool {
	if t := kernel.Current(); t != nil {
		c.announce(t)
		t.Step(kernel.KMap, -1, nil)
		kernel.Calls("stop")
		kernel.Gives(c.err == nil)
	}
	if c.err != nil {
		observed()
		return false
	}
	c.err, c.cause = Canceled, Canceled
	if p := c.above; p != nil {
		p.over()
	}
	c.leave()
	return true
}
