package sim

import (
	"math/bits"
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// A Case is one case of a select statement.
type Case interface{ one() *operation }

// An operation is a send or a receive: one that waits, or a case of a select statement.
type operation struct {
	sends   bool
	dropped bool // the program lets go what it receives
	c       *channel
	value   unsafe.Pointer // what is sent, or what was received
	ok      *bool          // whether what was received was sent
	native  func() bool    // does it, if it need not wait, before there are any tasks
}

func (o *operation) one() *operation { return o }

// RecvOf is a case that receives; Val and OK hold what was received once it
// has been chosen.
type RecvOf[E any] struct {
	Val E
	OK  bool
	op  operation // not embedded: each of its methods would be one of RecvOf for every E
}

func newRecv[E any]() *RecvOf[E] {
	r := &RecvOf[E]{}
	r.op.value, r.op.ok = unsafe.Pointer(&r.Val), &r.OK
	return r
}

func (r *RecvOf[E]) one() *operation { return &r.op }

// Drop says that the program lets go what it receives.
func (r *RecvOf[E]) Drop() *RecvOf[E] {
	r.op.dropped = true
	return r
}

// RecvCase makes a case that receives from ch.
func RecvCase[E any](ch <-chan E) *RecvOf[E] {
	r := newRecv[E]()
	if kernel.Current() != nil {
		r.op.c = of(ch)
	} else {
		r.op.native = func() (done bool) {
			r.Val, r.OK, done = fetch(ch)
			return done
		}
	}
	return r
}

// SendOfPlace is a channel of a case that sends.
type SendOfPlace[E any] struct{ ch chan<- E }

// SendCase names the channel of a case whose value is yet to be evaluated.
func SendCase[E any](ch chan<- E) SendOfPlace[E] { return SendOfPlace[E]{ch} }

// Of makes a case that sends v.
func (a SendOfPlace[E]) Of(v E) Case {
	if kernel.Current() != nil {
		return sending(ofSend(a.ch), v)
	}
	return &operation{sends: true, native: func() bool { return post(a.ch, v) }}
}

// sending is the operation that sends v.
func sending[E any](c *channel, v E) *operation {
	s := &struct {
		op operation
		v  E
	}{operation{sends: true, c: c}, v}
	s.op.value = unsafe.Pointer(&s.v)
	return &s.op
}

// Select waits until a case is ready and returns its index, or -1 for the
// default. If several are ready, any of them may be chosen.
func Select(site int, hasDefault bool, cases ...Case) int {
	t := kernel.Current()
	if t == nil {
		return nativeSelect(hasDefault, cases)
	}
	for _, c := range cases {
		c.one().c.announce(t, trace.Write)
	}
	e := t.Step(kernel.KSelect, site, nil)
	if i := choose(cases); i >= 0 {
		o := cases[i].one()
		o.complete(t)
		o.see()
		if kernel.Recording() {
			kernel.Value(o.word())
		}
		return i
	}
	if hasDefault {
		for _, c := range cases {
			if by := c.one().c.outside(); by != "" {
				kernel.Doubt("a select with a default looks at "+by, trace.Assertion, trace.Livelock, trace.Starvation)
			}
		}
		e.Quiet = true
		kernel.Says(trace.FactNotReady)
		return -1
	}
	return waitForAny(t, cases)
}

// choose returns one of the cases that are ready, or -1 if none is. There is one bit for
// each, or, if there are more, for each of the first that are ready; then some are not tried.
func choose(cases []Case) int {
	var options uint64
	var ready []int
	for i, c := range cases {
		switch {
		case !c.one().ready():
		case len(cases) <= mostOptions:
			options |= 1 << i
		case len(ready) < mostOptions:
			options |= 1 << len(ready)
			ready = append(ready, i)
		default:
			kernel.Running().Fair = true
		}
	}
	if options == 0 {
		return -1
	}
	i := kernel.Running().Choose(options)
	if ready != nil {
		i = ready[i]
	}
	kernel.Took(i)
	if n := bits.OnesCount64(options); n > 1 {
		kernel.Note(trace.Fact{Kind: trace.FactChosen, N: n})
	}
	return i
}

// mostOptions is how many results of one event the search may choose from.
const mostOptions = 64

// waitForAny waits until another task completes a case.
func waitForAny(t *kernel.Task, cases []Case) int {
	p := &parked{task: t, cases: cases}
	for i, c := range cases {
		c.one().enter(p, i)
	}
	p.park(0, trace.Wait{Kind: trace.WaitSelect})
	o := cases[p.chosen].one()
	o.see()
	if kernel.Recording() {
		kernel.Resumes(p.chosen, o.c.object(), o.word())
	}
	return p.chosen
}

// nativeSelect serves package initialisers.
func nativeSelect(hasDefault bool, cases []Case) int {
	for i, c := range cases {
		if c.one().native() {
			return i
		}
	}
	if !hasDefault {
		panic(waitsEarly)
	}
	return -1
}
