package sim

import (
	"math/bits"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// A Case is one case of a select statement.
type Case interface {
	announce(t *kernel.Task)
	ready() bool
	complete(t *kernel.Task)
	enter(p *parked, index int)
	leave(p *parked)
	native() bool
	outside() string
	see()
	object() trace.Object
	sends() bool
	word() string
}

// RecvOf is a case that receives; Val and OK hold what was received once it
// has been chosen.
type RecvOf[E any] struct {
	Val E
	OK  bool
	ch  <-chan E
	c   *channel[E]

	dropped bool // the program lets go what it receives
}

// Drop says that the program lets go what it receives.
func (r *RecvOf[E]) Drop() *RecvOf[E] {
	r.dropped = true
	return r
}

// RecvCase makes a case that receives from ch.
func RecvCase[E any](ch <-chan E) *RecvOf[E] {
	r := &RecvOf[E]{ch: ch}
	if kernel.Current() != nil {
		r.c = of(ch)
	}
	return r
}

// SendOfPlace is a channel of a case that sends.
type SendOfPlace[E any] struct{ ch chan<- E }

// SendCase names the channel of a case whose value is yet to be evaluated.
func SendCase[E any](ch chan<- E) SendOfPlace[E] { return SendOfPlace[E]{ch} }

type sendOf[E any] struct {
	value E
	ch    chan<- E
	c     *channel[E]
}

// Of makes a case that sends v.
func (a SendOfPlace[E]) Of(v E) Case {
	s := &sendOf[E]{value: v, ch: a.ch}
	if kernel.Current() != nil {
		s.c = ofSend(a.ch)
	}
	return s
}

// Select waits until a case is ready and returns its index, or -1 for the
// default. If several are ready, any of them may be chosen.
func Select(site int, hasDefault bool, cases ...Case) int {
	t := kernel.Current()
	if t == nil {
		return nativeSelect(hasDefault, cases)
	}
	for _, c := range cases {
		c.announce(t)
	}
	e := t.Step(kernel.KSelect, site, nil)
	var options uint64
	for i, c := range cases {
		if c.ready() {
			options |= 1 << i
		}
	}
	if options != 0 {
		return take(t, cases, options)
	}
	if hasDefault {
		for _, c := range cases {
			if by := c.outside(); by != "" {
				kernel.Doubt("a select with a default looks at "+by, trace.Assertion, trace.Livelock, trace.Starvation)
			}
		}
		e.Quiet = true
		kernel.Says(trace.FactNotReady)
		return -1
	}
	return waitForAny(t, cases)
}

// take completes one of the cases that are ready, each of which is an option.
func take(t *kernel.Task, cases []Case, options uint64) int {
	i := kernel.Running().Choose(options)
	kernel.Took(i)
	cases[i].complete(t)
	seen(cases[i])
	if kernel.Recording() {
		kernel.Value(cases[i].word())
	}
	if n := bits.OnesCount64(options); n > 1 {
		kernel.Note(trace.Fact{Kind: trace.FactChosen, N: n})
	}
	return i
}

// waitForAny waits until another task completes a case.
func waitForAny(t *kernel.Task, cases []Case) int {
	p := &parked{task: t, cases: cases}
	for i, c := range cases {
		c.enter(p, i)
	}
	p.park(0, trace.Wait{Kind: trace.WaitSelect})
	seen(cases[p.chosen])
	if c := cases[p.chosen]; kernel.Recording() {
		kernel.Resumes(p.chosen, c.object(), c.word())
	}
	return p.chosen
}

func (r *RecvOf[E]) sends() bool { return false }
func (s *sendOf[E]) sends() bool { return true }

func (r *RecvOf[E]) object() trace.Object { return r.c.object() }
func (s *sendOf[E]) object() trace.Object { return s.c.object() }

// word is what was received, unless the program lets it go.
func (r *RecvOf[E]) word() string {
	if r.dropped {
		return ""
	}
	return kernel.Word(r.Val)
}

func (s *sendOf[E]) word() string { return kernel.Word(s.value) }

func (r *RecvOf[E]) outside() string { return r.c.outside() }
func (s *sendOf[E]) outside() string { return s.c.outside() }

// seen notes which case it was and what was received. That it waited or not
// makes no difference.
func seen(c Case) {
	if kernel.Watching() {
		c.see()
	}
}

func (r *RecvOf[E]) announce(t *kernel.Task) { r.c.announce(t, trace.Write) }
func (r *RecvOf[E]) ready() bool             { return r.c.canRecv() }
func (r *RecvOf[E]) complete(t *kernel.Task) { r.Val, r.OK, _ = r.c.tryRecv(t) }

func (r *RecvOf[E]) enter(p *parked, index int) {
	if r.c != nil {
		r.c.takers = append(r.c.takers, recvWait[E]{p, index, r})
	}
}

func (r *RecvOf[E]) leave(p *parked) {
	if r.c != nil {
		kernel.Touched(r.c.id, trace.Write)
		r.c.takers = without(r.c.takers, func(w recvWait[E]) bool { return w.parked == p })
	}
}

func (s *sendOf[E]) see()                    {}
func (s *sendOf[E]) announce(t *kernel.Task) { s.c.announce(t, trace.Write) }
func (s *sendOf[E]) ready() bool             { return s.c.canSend() }
func (s *sendOf[E]) complete(t *kernel.Task) { s.c.trySend(t, s.value) }

func (s *sendOf[E]) enter(p *parked, index int) {
	if s.c != nil {
		s.c.senders = append(s.c.senders, sendWait[E]{p, index, s.value})
	}
}

func (s *sendOf[E]) leave(p *parked) {
	if s.c != nil {
		kernel.Touched(s.c.id, trace.Write)
		s.c.senders = without(s.c.senders, func(w sendWait[E]) bool { return w.parked == p })
	}
}

func without[W any](all []W, gone func(W) bool) []W {
	kept := all[:0]
	for _, w := range all {
		if !gone(w) {
			kept = append(kept, w)
		}
	}
	clear(all[len(kept):])
	return kept
}

// nativeSelect serves package initialisers.
func nativeSelect(hasDefault bool, cases []Case) int {
	for i, c := range cases {
		if c.native() {
			return i
		}
	}
	if !hasDefault {
		panic("explorer: a package initialiser waits for a channel; do that in a test")
	}
	return -1
}

func (r *RecvOf[E]) native() bool {
	select {
	case r.Val, r.OK = <-r.ch:
		return true
	default:
		return false
	}
}

func (s *sendOf[E]) native() bool {
	select {
	case s.ch <- s.value:
		return true
	default:
		return false
	}
}
