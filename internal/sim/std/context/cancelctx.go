package context

import (
	"slices"
	"time"
	"unsafe"

	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/trace"
)

// cancelKey is a key for which a cancelCtx returns itself.
var cancelKey int

// cancelCtx is a context that can be cancelled, or an AfterFunc, which is a
// child like any other.
type cancelCtx struct {
	parent   Context
	timed    bool // has a deadline of its own
	deadline time.Time

	done       chan struct{}
	err, cause error // set once
	clock      kernel.Sync
	timer      *kernel.Timer
	timers     bool // it has, or what derives from it ever had, a timer

	above    *cancelCtx // whose children have it, if any
	children []*cancelCtx
	creator  int32

	call  func() // of an AfterFunc
	where kernel.Pos
}

func newCancelCtx(parent Context) *cancelCtx {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	c := &cancelCtx{parent: parent, done: sim.Make(make(chan struct{}), -1)}
	if t := kernel.Current(); t != nil {
		c.creator = t.ID
	}
	return c
}

func (c *cancelCtx) Deadline() (time.Time, bool) {
	if !c.timed {
		return c.parent.Deadline()
	}
	return c.deadline, true
}

func (c *cancelCtx) Done() <-chan struct{} { return c.done }

func (c *cancelCtx) Err() error {
	c.look("Err")
	return c.err
}

func (c *cancelCtx) Value(key any) any {
	if key == &cancelKey {
		return c
	}
	return c.parent.Value(key)
}

func (c *cancelCtx) String() string {
	if !c.timed {
		return name(c.parent) + ".WithCancel"
	}
	return name(c.parent) + ".WithDeadline(" + c.deadline.String() + ")"
}

func (c *cancelCtx) object() trace.Object { return model.Object(unsafe.Pointer(c)) }

// look is the event of asking whether c has been cancelled.
func (c *cancelCtx) look(what string) {
	t := kernel.Current()
	if t == nil {
		return
	}
	model.Use(t, kernel.KMap, unsafe.Pointer(c), trace.Read, nil)
	kernel.Calls(what)
	if c.err == nil {
		kernel.Value("nil")
		return
	}
	kernel.Value(kernel.Word(c.err))
	c.clock.Acquire(t)
}

// cancel is the event of cancelling c.
func (c *cancelCtx) cancel(err, cause error) {
	t := kernel.Current()
	if t == nil {
		c.end(nil, nil, err, cause)
		return
	}
	known, clock := c.announce(t)
	e := t.Step(kernel.KMap, -1, nil)
	kernel.Calls("cancel")
	if c.err != nil {
		kernel.Observed()
		e.Quiet = true
		return
	}
	if clock {
		c.stopTimers()
	}
	c.end(t, known, err, cause)
	c.leave()
}

// announce touches everything that a cancellation changes, and says what that
// is and whether there are timers to stop. It also looks at those above: when
// they are cancelled, it matters whether c had ended before.
func (c *cancelCtx) announce(t *kernel.Task) (known []*cancelCtx, clock bool) {
	if c.err != nil {
		t.Touch(c.object(), trace.Read, 0xff)
		return nil, false
	}
	known = c.touch(t)
	if c.timers { // even if they have been stopped: they might not have been
		t.TouchClock()
	}
	return known, c.timers
}

func (c *cancelCtx) touch(t *kernel.Task) (known []*cancelCtx) {
	for p := c.above; p != nil; p = p.above {
		t.Touch(p.object(), trace.Read, 0xff)
	}
	known = c.alive(nil)
	for _, d := range known {
		t.Touch(d.object(), trace.Write, 0xff)
		t.Touch(model.Channel(d.done), trace.Write, 0xff)
	}
	return known
}

// alive appends c and what derives from it to found, without what has ended.
func (c *cancelCtx) alive(found []*cancelCtx) []*cancelCtx {
	if c.err != nil {
		return found
	}
	found = append(found, c)
	for _, child := range c.children {
		found = child.alive(found)
	}
	return found
}

func (c *cancelCtx) stopTimers() {
	for _, d := range c.alive(nil) {
		if d.timer != nil {
			d.timer.Cancel()
		}
	}
}

// end cancels c and what derives from it, as part of the event under way, which
// has announced that it would change those in known.
func (c *cancelCtx) end(t *kernel.Task, known []*cancelCtx, err, cause error) {
	if c.err != nil {
		return
	}
	if cause == nil {
		cause = err
	}
	c.err, c.cause = err, cause
	c.clock.Replace(t)
	if t != nil && !slices.Contains(known, c) {
		kernel.Touched(c.object(), trace.Write)
	}
	sim.CloseNow(c.done)
	if c.call != nil {
		c.start()
	}
	for _, child := range c.children {
		child.end(t, known, err, cause)
	}
	c.children = nil
}

// start starts an AfterFunc.
func (c *cancelCtx) start() {
	if kernel.Current() == nil {
		c.call()
		return
	}
	kernel.Spawn(c.call).Where = c.where
}

// stop is the event of keeping an AfterFunc from being called.
func (c *cancelCtx) stop() bool {
	if t := kernel.Current(); t != nil {
		c.announce(t)
		t.Step(kernel.KMap, -1, nil)
		kernel.Calls("stop")
	}
	if c.err != nil {
		kernel.Observed()
		return false
	}
	c.call = nil
	c.end(kernel.Current(), []*cancelCtx{c}, Canceled, nil)
	c.leave()
	return true
}
