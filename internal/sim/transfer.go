package sim

import (
	"cmp"
	"errors"
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

var (
	sendOnClosed  = errors.New("send on closed channel")
	closeOfClosed = errors.New("close of closed channel")
	closeOfNil    = errors.New("close of nil channel")
)

// canSend reports whether a send would be complete at once.
func (c *channel) canSend() bool {
	return c != nil && (c.closed || len(c.takers) > 0 || c.held < c.capacity)
}

// canRecv reports whether a receive would be complete at once.
func (c *channel) canRecv() bool {
	return c != nil && (c.closed || len(c.senders) > 0 || c.held > 0)
}

// trySend sends if that can be done at once: it returns where the value is to be put
// before anything else happens, nil if nobody takes it yet. The happens-before edges are
// those of the run-time: a rendezvous orders both sides, a place in a buffer orders whoever
// used it last before whoever uses it next.
func (c *channel) trySend(t *kernel.Task) (to unsafe.Pointer) {
	switch {
	case !c.canSend():
		return nil
	case c.closed:
		panic(sendOnClosed)
	case len(c.takers) > 0:
		w := c.takers[0]
		*w.op.ok = true
		kernel.Meet(t, w.task)
		w.complete(w.index)
		return w.op.value
	}
	return c.fill(t)
}

// fill takes the next free place of the buffer for a value of t.
func (c *channel) fill(t *kernel.Task) unsafe.Pointer {
	i := (c.next + c.held) % c.capacity
	c.held++
	c.slots[i].Acquire(t)
	c.slots[i].Replace(t)
	if c.buffer == nil {
		c.buffer = c.values.room(c.capacity)
	}
	return c.place(i)
}

func (c *channel) place(i int) unsafe.Pointer { return c.values.place(c.buffer, i) }

// tryRecv receives if that can be done at once: from is where the value is, nil if the
// channel is closed and there is none. Who has copied the value calls took.
func (c *channel) tryRecv(t *kernel.Task) (from unsafe.Pointer, done bool) {
	switch {
	case !c.canRecv():
		return nil, false
	case c.held > 0:
		slot := &c.slots[c.next]
		slot.Acquire(t)
		slot.Replace(t)
		return c.place(c.next), true
	case len(c.senders) > 0:
		w := c.senders[0]
		kernel.Meet(t, w.task)
		w.complete(w.index)
		return w.op.value, true
	}
	c.closing.Acquire(t)
	return nil, true
}

// took ends a receive. If the value was in the buffer, the first parked sender's takes its
// place.
func (c *channel) took() {
	if c.held == 0 {
		return // a sender has handed it over
	}
	c.held--
	c.next = (c.next + 1) % c.capacity
	if len(c.senders) > 0 {
		w := c.senders[0]
		c.values.move(c.fill(w.task), w.op.value)
		w.complete(w.index)
	}
	if c.taken != nil {
		c.taken()
	}
}

// Close closes ch.
func Close[E any](ch chan<- E, site int) {
	t := kernel.Current()
	if t == nil {
		if c := ofSend(ch); c != nil {
			c.closed = true
		}
		close(ch)
		return
	}
	ofSend(ch).close(t, site)
}

func (c *channel) close(t *kernel.Task, site int) {
	c.announce(t, trace.Write)
	t.Step(kernel.KClose, site, nil)
	if c == nil {
		panic(closeOfNil)
	}
	if !c.closed {
		t.Race(c.id, true)
	}
	c.shut(t)
}

// shut closes the channel: receivers get the zero value, senders panic.
func (c *channel) shut(t *kernel.Task) {
	if c.closed {
		panic(closeOfClosed)
	}
	c.closed = true
	c.closing.Release(t)
	for len(c.takers) > 0 {
		w := c.takers[0]
		c.closing.Acquire(w.task)
		w.complete(w.index)
	}
	for len(c.senders) > 0 {
		w := c.senders[0]
		w.failed = true
		w.complete(w.index)
	}
}

// Offer sends v if that can be done at once, as part of the event under way.
// Timers send that way.
func Offer[E any](ch chan<- E, v E) bool {
	c := ofSend(ch)
	kernel.Touched(c.id, trace.Write)
	to := c.trySend(kernel.Current())
	if to != nil {
		*(*E)(to) = v
	}
	return to != nil
}

// Room reports whether Offer could send.
func Room[E any](ch chan<- E) bool { return ofSend(ch).canSend() }

// Taken has fn called, as part of the event under way, whenever a value has
// been taken from the buffer of ch. It may start timers.
func Taken[E any](ch chan<- E, fn func()) { ofSend(ch).taken = fn }

// CloseNow closes ch as part of the event under way.
func CloseNow[E any](ch chan<- E) {
	c := ofSend(ch)
	if kernel.Current() != nil {
		kernel.Touched(c.id, trace.Write)
	}
	c.shut(kernel.Current())
}

// Ends reports whether somebody waits to receive from ch, or for something else.
func Ends[E any](ch chan E) bool {
	for _, w := range of(ch).takers {
		if len(w.cases) > 1 {
			return true
		}
	}
	return false
}

// Drain takes out what is in ch as part of the event under way, and reports
// whether there was anything. Timers that are stopped leave nothing behind.
func Drain[E any](ch <-chan E) bool {
	c := of(ch)
	had := c.held > 0
	kernel.Touched(c.id, trace.Write)
	for c.held > 0 {
		c.tryRecv(nil)
		c.took()
	}
	return had
}

// complete ends a parked operation with the case of that index. All channels
// that it waited for are changed by that.
func (p *parked) complete(index int) {
	p.chosen = index
	for _, c := range p.cases {
		c.one().leave(p)
	}
	p.task.Ready()
}

// Meets is part of kernel.Choice.
func (p *parked) Meets(o trace.Object, k kernel.Kind) bool {
	for _, c := range p.cases {
		if c := c.one(); c.c.object() == o && (k != kernel.KSend || !c.sends) && (k != kernel.KRecv || c.sends) {
			return true
		}
	}
	return false
}

// Covers is part of kernel.Choice.
func (p *parked) Covers(o trace.Object) bool {
	for _, c := range p.cases {
		if c.one().c.object() == o {
			return true
		}
	}
	return false
}

// wait parks t until somebody completes one.
func wait(t *kernel.Task, one *operation, kind trace.WaitKind) {
	p := &parked{task: t, only: [1]Case{one}}
	p.cases = p.only[:]
	one.enter(p, 0)
	p.park(one.c.object(), one.c.waits(kind))
}

func (p *parked) park(o trace.Object, what trace.Wait) {
	kernel.Says(trace.FactWaits)
	w := kernel.Waiting{For: what, Object: o}
	if len(p.cases) > 1 {
		w.Choice = p
	}
	for _, c := range p.cases {
		w.Outside = cmp.Or(w.Outside, c.one().c.outside())
	}
	p.task.Park(w)
	if p.failed {
		panic(sendOnClosed)
	}
}

func (c *channel) object() trace.Object {
	if c == nil {
		return 0
	}
	return c.id
}

// waits says for what a task waits.
func (c *channel) waits(kind trace.WaitKind) trace.Wait {
	return trace.Wait{Kind: kind, Nil: c == nil, Unseen: c != nil && c.native}
}
