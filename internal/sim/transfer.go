package sim

import (
	"cmp"
	"errors"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

var (
	sendOnClosed  = errors.New("send on closed channel")
	closeOfClosed = errors.New("close of closed channel")
	closeOfNil    = errors.New("close of nil channel")
)

// canSend reports whether a send would be complete at once.
func (c *channel[E]) canSend() bool {
	return c != nil && (c.closed || len(c.takers) > 0 || len(c.buffer) < c.capacity)
}

// canRecv reports whether a receive would be complete at once.
func (c *channel[E]) canRecv() bool {
	return c != nil && (c.closed || len(c.senders) > 0 || len(c.buffer) > 0)
}

// trySend sends v if that can be done at once. The happens-before edges are
// those of the run-time: a rendezvous orders both sides, a place in a buffer
// orders whoever used it last before whoever uses it next.
func (c *channel[E]) trySend(t *kernel.Task, v E) bool {
	switch {
	case !c.canSend():
		return false
	case c.closed:
		panic(sendOnClosed)
	case len(c.takers) > 0:
		w := c.takers[0]
		w.into.Val, w.into.OK = v, true
		kernel.Meet(t, w.task)
		w.complete(w.index)
	default:
		slot := &c.slots[(c.next+len(c.buffer))%c.capacity]
		slot.Acquire(t)
		slot.Replace(t)
		c.buffer = append(c.buffer, v)
	}
	return true
}

// tryRecv receives what a receive returns if that can be done at once.
func (c *channel[E]) tryRecv(t *kernel.Task) (v E, ok, done bool) {
	switch {
	case !c.canRecv():
		return v, false, false
	case len(c.buffer) > 0:
		v, ok = c.buffer[0], true
		c.buffer = c.buffer[1:]
		slot := &c.slots[c.next]
		c.next = (c.next + 1) % c.capacity
		slot.Acquire(t)
		slot.Replace(t)
		c.refill(slot)
		if c.taken != nil {
			c.taken()
		}
	case len(c.senders) > 0:
		w := c.senders[0]
		v, ok = w.value, true
		kernel.Meet(t, w.task)
		w.complete(w.index)
	default:
		c.closing.Acquire(t)
	}
	return v, ok, true
}

// refill puts the value of the first parked sender where one was just taken.
func (c *channel[E]) refill(slot *kernel.Sync) {
	if len(c.senders) == 0 {
		return
	}
	w := c.senders[0]
	slot.Acquire(w.task)
	slot.Replace(w.task)
	c.buffer = append(c.buffer, w.value)
	w.complete(w.index)
}

// Close closes ch.
func Close[E any](ch chan<- E, site int) {
	t := kernel.Current()
	if t == nil {
		model[E](identity(ch), cap(ch), true).closed = true
		close(ch)
		return
	}
	ofSend(ch).close(t, site)
}

func (c *channel[E]) close(t *kernel.Task, site int) {
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
func (c *channel[E]) shut(t *kernel.Task) {
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
	return c.trySend(kernel.Current(), v)
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
	had := len(c.buffer) > 0
	kernel.Touched(c.id, trace.Write)
	for len(c.buffer) > 0 {
		c.tryRecv(nil)
	}
	return had
}

// complete ends a parked operation with the case of that index. All channels
// that it waited for are changed by that.
func (p *parked) complete(index int) {
	p.chosen = index
	for _, c := range p.cases {
		c.leave(p)
	}
	p.task.Ready()
}

// Meets is part of kernel.Choice.
func (p *parked) Meets(o trace.Object, k kernel.Kind) bool {
	for _, c := range p.cases {
		if c.object() == o && (k != kernel.KSend || !c.sends()) && (k != kernel.KRecv || c.sends()) {
			return true
		}
	}
	return false
}

// Covers is part of kernel.Choice.
func (p *parked) Covers(o trace.Object) bool {
	for _, c := range p.cases {
		if c.object() == o {
			return true
		}
	}
	return false
}

// wait parks t until somebody completes one.
func wait(t *kernel.Task, one Case, o trace.Object, what trace.Wait) {
	p := &parked{task: t, only: [1]Case{one}}
	p.cases = p.only[:]
	one.enter(p, 0)
	p.park(o, what)
}

func (p *parked) park(o trace.Object, what trace.Wait) {
	kernel.Says(trace.FactWaits)
	w := kernel.Waiting{For: what, Object: o}
	if len(p.cases) > 1 {
		w.Choice = p
	}
	for _, c := range p.cases {
		w.Outside = cmp.Or(w.Outside, c.outside())
	}
	p.task.Park(w)
	if p.failed {
		panic(sendOnClosed)
	}
}

func (c *channel[E]) object() trace.Object {
	if c == nil {
		return 0
	}
	return c.id
}

// waits says for what a task waits.
func (c *channel[E]) waits(kind trace.WaitKind) trace.Wait {
	return trace.Wait{Kind: kind, Nil: c == nil, Unseen: c != nil && c.native}
}

// nativeSend and nativeRecv serve package initialisers, which run before there
// are any tasks.
func nativeSend[E any](ch chan<- E, v E) {
	select {
	case ch <- v:
	default:
		panic("explorer: a package initialiser waits for a channel; do that in a test")
	}
}

func nativeRecv[E any](ch <-chan E) (v E, ok bool) {
	select {
	case v, ok = <-ch:
		return v, ok
	default:
		panic("explorer: a package initialiser waits for a channel; do that in a test")
	}
}
