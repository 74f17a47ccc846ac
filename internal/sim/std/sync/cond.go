package sync

import (
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/trace"
)

// A Cond is a queue of goroutines that wait for a signal; see sync.Cond. A
// signal orders nothing: that is what L is for.
type Cond struct {
	mark  model.Mark // first: what is at the address of a Cond changes with each signal, and L does not
	queue []*condWait

	// L is held while the condition is looked at or changed.
	L Locker
}

// condWait is one call of Wait. Its place in the queue is taken before L is
// unlocked, so that a signal in between is not lost.
type condWait struct {
	task   *kernel.Task
	parked bool
	by     int32 // the event that signalled it, or -1
}

// NewCond returns a Cond with l as its lock.
func NewCond(l Locker) *Cond { return &Cond{L: l} }

func (c *Cond) renew() {
	look(unsafe.Pointer(c), (*condLook)(c))
	if c.mark.Renew(unsafe.Pointer(c)) != model.Current {
		c.queue = nil
	}
}

// Wait unlocks c.L, waits for a signal, and locks c.L again.
func (c *Cond) Wait() {
	c.renew()
	t := kernel.Current()
	if t == nil {
		model.WouldBlock("a signal")
	}
	model.Use(t, kernel.KCondWait, unsafe.Pointer(c), trace.Write, nil)
	w := &condWait{task: t, by: -1}
	c.queue = append(c.queue, w)
	c.L.Unlock()
	if w.by >= 0 {
		t.Follow(w.by)
	} else {
		w.parked = true
		t.Park(kernel.Waiting{For: trace.Wait{Kind: trace.WaitSignal}, Kind: kernel.KCondWait, Object: model.Object(unsafe.Pointer(c))})
	}
	c.L.Lock()
}

// Signal lets the one go on that has waited longest, if any.
func (c *Cond) Signal() { c.wake(kernel.KSignal, 1) }

// Broadcast lets everybody who waits go on.
func (c *Cond) Broadcast() { c.wake(kernel.KBroadcast, -1) }

func (c *Cond) wake(kind kernel.Kind, n int) {
	c.renew()
	t := kernel.Current()
	if t == nil {
		return
	}
	e := model.Use(t, kind, unsafe.Pointer(c), trace.Write, nil)
	if len(c.queue) == 0 {
		model.Became(e, trace.Read)
		kernel.Says(trace.FactUnheard)
		return
	}
	if n < 0 {
		n = len(c.queue)
	}
	for _, w := range c.queue[:n] {
		w.by = kernel.Running().Latest()
		if w.parked {
			w.task.Ready()
		}
	}
	c.queue = c.queue[n:]
}
