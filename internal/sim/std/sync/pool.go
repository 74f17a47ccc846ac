package sync

import (
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/trace"
)

// A Pool keeps things for later use; see sync.Pool. Get may find nothing even
// if there is something, so that is a choice of the schedule. What it finds was
// put there last.
type Pool struct {
	mark  model.Mark
	items []*pooled

	// New makes something when there is nothing; it may be nil.
	New func() any
}

type pooled struct {
	value any
	clock kernel.Sync
}

func (p *Pool) renew() {
	if p.mark.Renew(unsafe.Pointer(p)) != model.Current {
		p.items = nil
	}
}

// Put adds x to the pool, unless it is nil.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	p.renew()
	t := kernel.Current()
	if t != nil {
		model.Use(t, kernel.KMap, unsafe.Pointer(p), trace.Write, nil)
		say("Put", x)
	}
	item := &pooled{value: x}
	item.clock.Release(t)
	p.items = append(p.items, item)
}

// Get takes something out of the pool or calls New.
func (p *Pool) Get() any {
	p.renew()
	item := p.take(kernel.Current())
	switch {
	case item != nil:
		item.clock.Acquire(kernel.Current())
		return item.value
	case p.New != nil:
		return p.New()
	}
	return nil
}

const hit, miss = 0, 1

func (p *Pool) take(t *kernel.Task) *pooled {
	if t != nil {
		e := model.Use(t, kernel.KMap, unsafe.Pointer(p), trace.Write, nil)
		if len(p.items) == 0 {
			model.Became(e, trace.Read)
		} else if kernel.Running().Choose(1<<hit|1<<miss) == miss {
			say("Get", "nothing, by chance")
			return nil
		}
	}
	n := len(p.items)
	if n == 0 {
		say("Get", "nothing")
		return nil
	}
	item := p.items[n-1]
	p.items = p.items[:n-1]
	say("Get", item.value)
	return item
}
