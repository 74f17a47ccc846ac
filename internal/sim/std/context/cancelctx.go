package context

import (
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

	above    *cancelCtx // whose children have it, if any
	under    *cancelCtx // that once had it: what an event announces must not depend on when
	children []*cancelCtx
	creator  int32
	unhook   func() bool // tells a parent of another package that it is over

	// Of a cancellation: how many children are yet to be cancelled, the events in
	// which they were, and who waits for the last.
	pending int
	ended   []int32
	waiting []*kernel.Task

	call  func() // of an AfterFunc
	where kernel.Pos
}

func newCancelCtx(parent Context) *cancelCtx {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	c := &cancelCtx{parent: parent, done: sim.Make(make(chan struct{}), -1), where: kernel.Where()}
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
	kernel.Value(c.err.Error())
	c.clock.Acquire(t)
}

// reason returns why c was cancelled, or nil. If that has just been asked, it is no
// event.
func (c *cancelCtx) reason(asked bool) error {
	if !asked {
		c.look("Cause")
	}
	if c.err != nil {
		c.over()
	}
	return c.cause
}
