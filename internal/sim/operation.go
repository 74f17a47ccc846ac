package sim

import (
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// receive receives what a receive by itself does. It is done if done says so, with the
// value at from, and waits otherwise.
func (o *operation) receive(t *kernel.Task, from unsafe.Pointer, done bool) {
	if done {
		o.take(from)
	} else {
		wait(t, o, trace.WaitReceive)
	}
	if !kernel.Recording() {
		return
	}
	if done { // else the latest row is that of the goroutine that sent or closed
		show(o.c.values.value(o.value))
	}
	o.see()
}

// take copies what tryRecv has found.
func (o *operation) take(from unsafe.Pointer) {
	if *o.ok = from != nil; *o.ok {
		o.c.values.move(o.value, from)
		o.c.took()
	}
}

// ready reports whether the operation need not wait.
func (o *operation) ready() bool {
	if o.sends {
		return o.c.canSend()
	}
	return o.c.canRecv()
}

// complete does what is ready.
func (o *operation) complete(t *kernel.Task) {
	if o.sends {
		o.c.values.move(o.c.trySend(t), o.value)
		return
	}
	from, _ := o.c.tryRecv(t)
	o.take(from)
}

// see notes which case it was and what was received, unless the program lets it go. That
// it waited or not makes no difference.
func (o *operation) see() {
	if o.sends || !kernel.Watching() {
		return
	}
	kernel.See(o.ok)
	if !o.dropped {
		kernel.See(o.c.values.pointer(o.value))
	}
}

// word is what was sent or received, unless the program lets it go.
func (o *operation) word() string {
	if o.dropped {
		return ""
	}
	return kernel.Word(o.c.values.value(o.value))
}

// queue is where the operation waits.
func (o *operation) queue() *[]waiter {
	if o.sends {
		return &o.c.senders
	}
	return &o.c.takers
}

func (o *operation) enter(p *parked, index int) {
	if o.c != nil {
		q := o.queue()
		*q = append(*q, waiter{p, index, o})
	}
}

func (o *operation) leave(p *parked) {
	if o.c == nil {
		return
	}
	kernel.Touched(o.c.id, trace.Write)
	q := o.queue()
	kept := (*q)[:0]
	for _, w := range *q {
		if w.parked != p {
			kept = append(kept, w)
		}
	}
	clear((*q)[len(kept):])
	*q = kept
}
