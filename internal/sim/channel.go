package sim

import (
	"iter"
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// Channels keep their native type, so that they can be compared, printed and
// passed to code that is not instrumented. What is in them, and who waits for
// them, is kept beside them, keyed by the channel's identity.
//
// The model is that of the Go run-time: an operation is complete when it
// arrives, or it parks in a queue, first in, first out; who comes later
// completes it. ("Possible only when it would not block" is not enough: a
// select with a default can tell whether somebody is waiting.)
//
// It is the same for values of every type: what depends on that is few lines, for
// the compiler makes them anew for each type in each package that has such a channel.
type channel struct {
	id       trace.Object
	capacity int
	native   bool   // made by code that is not instrumented
	lent     string // the package to which it was given, which is not instrumented
	closed   bool
	values   element
	buffer   unsafe.Pointer // a ring of as many values as there is room for; nil until it is used
	held     int            // how many wait in it
	slots    []kernel.Sync  // for each place in the buffer: who used it last
	next     int            // place of the next receive
	closing  kernel.Sync
	senders  []waiter
	takers   []waiter
	taken    func() // see Taken
}

// A waiter is one case of a parked operation.
type waiter struct {
	*parked
	index int
	op    *operation
}

// parked is a parked operation: a send, a receive, or a select with several cases.
type parked struct {
	task   *kernel.Task
	cases  []Case
	only   [1]Case // room for cases, if it is one
	chosen int
	failed bool // the channel was closed under a send
}

var (
	channels     = map[unsafe.Pointer]*channel{}
	channelEpoch uint64
)

func identity[C any](ch C) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&ch)) }

// model returns what is kept beside the channel with that identity, which has
// values of that type; nil if it is nil. Inlined it would be there several times for each type.
//
//go:noinline
func model(id unsafe.Pointer, capacity int, native bool, values element) *channel {
	if id == nil {
		return nil
	}
	if channelEpoch != kernel.Epoch() {
		clear(channels)
		channelEpoch = kernel.Epoch()
	}
	if c, ok := channels[id]; ok {
		return c
	}
	c := &channel{id: trace.Object(id), capacity: capacity, native: native, values: values, slots: make([]kernel.Sync, capacity)}
	channels[id] = c
	return c
}

func of[E any](ch <-chan E) *channel { return model(identity(ch), cap(ch), true, elementOf[E]{}) }

func ofSend[E any](ch chan<- E) *channel { return model(identity(ch), cap(ch), true, elementOf[E]{}) }

// Make registers a channel that has just been made.
func Make[C ~chan E, E any](c C, _ int) C {
	model(identity(c), cap(c), false, elementOf[E]{}).native = false
	return c
}

// MakeSend is Make for a type that only sends.
func MakeSend[C ~chan<- E, E any](c C, _ int) C {
	model(identity(c), cap(c), false, elementOf[E]{}).native = false
	return c
}

// MakeRecv is Make for a type that only receives.
func MakeRecv[C ~<-chan E, E any](c C, _ int) C {
	model(identity(c), cap(c), false, elementOf[E]{}).native = false
	return c
}

func (c *channel) announce(t *kernel.Task, m trace.Mode) {
	if c == nil {
		return
	}
	if kernel.Recording() {
		kernel.LookAt(c.id, c)
	}
	t.Touch(c.id, m, 0xff)
	if c.taken != nil {
		t.TouchArm()
	}
}

// outside says what code that is not instrumented may do with the channel, or "".
func (c *channel) outside() string {
	switch {
	case c == nil:
		return ""
	case c.lent != "":
		return "a channel that package " + c.lent + " has too, where the explorer does not see it"
	case c.native:
		return "a channel that a library made where the explorer does not see it"
	}
	return ""
}

// Lent notes that a package that is not instrumented is given the channel.
func Lent[C any](ch C, to string) C {
	if c, ok := channels[identity(ch)]; ok && kernel.Current() != nil {
		c.lent = to
	}
	return ch
}

// SendPlace is a channel about to be sent to.
type SendPlace[E any] struct {
	ch   chan<- E
	site int
}

// SendTo names the channel of a send whose value is yet to be evaluated.
func SendTo[E any](ch chan<- E, site int) SendPlace[E] { return SendPlace[E]{ch, site} }

// Send sends v.
func (a SendPlace[E]) Send(v E) {
	t := kernel.Current()
	if t == nil {
		if !post(a.ch, v) {
			panic(waitsEarly)
		}
		return
	}
	c := ofSend(a.ch)
	c.announce(t, trace.Write)
	t.Step(kernel.KSend, a.site, nil)
	if kernel.Recording() {
		show(v)
	}
	if c != nil {
		t.Race(c.id, false)
	}
	if to := c.trySend(t); to != nil {
		*(*E)(to) = v
		return
	}
	wait(t, sending(c, v), trace.WaitSend)
}

// Recv receives a value.
func Recv[E any](ch <-chan E, site int) E {
	v, _ := Recv2(ch, site)
	return v
}

// Recv2 receives a value and says whether it was sent, not the zero value of a
// closed channel.
func Recv2[E any](ch <-chan E, site int) (E, bool) {
	return recv(ch, false, site)
}

// recv receives a value; dropped says that the program lets it go.
func recv[E any](ch <-chan E, dropped bool, site int) (v E, ok bool) {
	t := kernel.Current()
	if t == nil {
		v, ok, done := fetch(ch)
		if !done {
			panic(waitsEarly)
		}
		return v, ok
	}
	c := of(ch)
	c.announce(t, trace.Write)
	t.Step(kernel.KRecv, site, nil)
	from, done := c.tryRecv(t)
	if done && !kernel.Recording() {
		if from != nil {
			v = *(*E)(from)
			c.took()
		}
		return v, from != nil
	}
	r := newRecv[E]()
	r.op.c, r.op.dropped = c, dropped
	r.op.receive(t, from, done)
	return r.Val, r.OK
}

// Drop receives a value that the program lets go.
func Drop[E any](ch <-chan E, site int) { recv(ch, true, site) }

// RangeChan receives until the channel is closed.
func RangeChan[E any](ch <-chan E, site int) iter.Seq[E] { return rangeChan(ch, false, site) }

// RangeDrop is RangeChan for a loop that lets go what it receives.
func RangeDrop[E any](ch <-chan E, site int) iter.Seq[E] { return rangeChan(ch, true, site) }

func rangeChan[E any](ch <-chan E, dropped bool, site int) iter.Seq[E] {
	return func(yield func(E) bool) {
		for {
			v, ok := recv(ch, dropped, site)
			if !ok || !yield(v) {
				return
			}
		}
	}
}

// Len returns how many values wait in the channel.
func Len[E any](ch <-chan E, site int) int { return of(ch).length(len(ch), site) }

// LenSend is Len for a type that only sends.
func LenSend[E any](ch chan<- E, site int) int { return ofSend(ch).length(len(ch), site) }

func (c *channel) length(native, site int) int {
	t := kernel.Current()
	if t == nil || c == nil {
		return native
	}
	if by := c.outside(); by != "" {
		kernel.Doubt("the program asks for the length of "+by, trace.Assertion)
	}
	c.announce(t, trace.Read)
	t.Step(kernel.KLen, site, nil)
	n := c.held
	kernel.See(&n)
	return n
}

// AsFull returns another channel in which as many values wait, for code that is not
// rewritten and asks for no more than that.
func AsFull[E any](ch <-chan E, site int) <-chan E {
	return filled[E](ch == nil, cap(ch), Len(ch, site))
}

// AsFullSend is AsFull for a type that only sends.
func AsFullSend[E any](ch chan<- E, site int) <-chan E {
	return filled[E](ch == nil, cap(ch), LenSend(ch, site))
}

func filled[E any](none bool, room, values int) chan E {
	if none {
		return nil
	}
	ch := make(chan E, room)
	for range values {
		ch <- *new(E)
	}
	return ch
}

// Cap returns the capacity of the channel, which never changes.
func Cap[E any](ch <-chan E, _ int) int { return cap(ch) }

// CapSend is Cap for a type that only sends.
func CapSend[E any](ch chan<- E, _ int) int { return cap(ch) }

// Block is select {}.
func Block(_ int) {
	t := kernel.Current()
	if t == nil {
		panic("explorer: a package initialiser waits for ever; do that in a test")
	}
	t.Park(kernel.Waiting{For: trace.Wait{Kind: trace.WaitNothing}})
}
