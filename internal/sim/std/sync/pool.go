package sync

import (
	"slices"
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/trace"
)

// A Pool keeps things for later use; see sync.Pool. Get may find nothing even
// if there is something, and any of what there is: the real one keeps things for
// each processor, and takes from another's. So that is a choice of the schedule.
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

// take removes one of the things, if chance will have it: the latest comes first,
// nothing last.
func (p *Pool) take(t *kernel.Task) *pooled {
	n := len(p.items)
	i := 0
	if t != nil {
		e := model.Use(t, kernel.KMap, unsafe.Pointer(p), trace.Write, nil)
		if n = min(len(p.items), 63); n == 0 {
			model.Became(e, trace.Read)
		} else if i = kernel.Running().Choose(1<<(n+1) - 1); i == n {
			say("Get", "nothing, by chance")
			return nil
		}
	}
	if n == 0 {
		say("Get", "nothing")
		return nil
	}
	at := len(p.items) - 1 - i
	item := p.items[at]
	p.items = slices.Delete(slices.Clone(p.items), at, at+1)
	say("Get", item.value)
	if kernel.Word(item.value) == "" { // a pointer has none
		kernel.Value("what was put back")
	}
	return item
}
