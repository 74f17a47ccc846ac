package sync

import (
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/trace"
)

// Lock waits until nobody holds rw and locks it for writing. Readers that come
// while it waits for others wait too.
func (rw *RWMutex) Lock() {
	rw.renew()
	t := kernel.Current()
	if t == nil {
		if rw.claimed || len(rw.readers) > 0 {
			model.WouldBlock("a mutex")
		}
		rw.take(nil)
		return
	}
	model.Use(t, kernel.KLock, unsafe.Pointer(&rw.turn), trace.Lock, &rw.turn)
	model.Show(rw.at(), trace.FactFirstWriter)
	rw.take(t)
	e := model.Use(t, kernel.KLock, rw.at(), trace.Add, nil)
	e.Quiet = true // taking and giving back changes nothing that a loop could wait for
	rw.claimed = true
	if len(rw.readers) == 0 {
		rw.letWriter(t)
		return
	}
	rw.waiting = t
	kernel.Says(trace.FactAwaitsReaders)
	t.Park(kernel.Waiting{For: trace.Wait{Kind: trace.WaitReaders}, Object: model.Object(rw.at()), On: (*readersOut)(rw)})
}

// take takes the turn, and outside an execution also claims the mutex.
func (rw *RWMutex) take(t *kernel.Task) {
	rw.turn = turn{taken: true, by: model.Holder{Task: t, Where: kernel.Where()}}
	rw.claimed = rw.claimed || t == nil
	kernel.Holds(model.Object(rw.at()), t, rw.turn.by.Where)
}

// TryLock locks rw for writing unless somebody holds it, and reports whether it
// has. Like the real one it takes the turn for as long as it looks for readers, so
// another one may fail because of it.
func (rw *RWMutex) TryLock() bool {
	rw.renew()
	t := kernel.Current()
	if !rw.tryTurn(t) {
		kernel.Value("false")
		return false
	}
	if t != nil { // it can tell readers that come, and readers that leave
		t.Touch(model.Object(rw.at()), trace.Add, 0xff)
		model.Use(t, kernel.KTryLock, rw.at(), trace.Write, nil)
	}
	if len(rw.readers) > 0 {
		rw.giveTurn(t)
		kernel.Value("false")
		return false
	}
	kernel.Value("true")
	rw.claimed = true
	if t != nil {
		rw.letWriter(t)
	}
	return true
}

// tryTurn takes the turn unless another one has it, and reports whether it has.
func (rw *RWMutex) tryTurn(t *kernel.Task) bool {
	var e *kernel.Event
	if t != nil {
		e = model.Use(t, kernel.KTryLock, unsafe.Pointer(&rw.turn), trace.TryHit, nil)
		model.Show(rw.at(), trace.FactFirstWriter)
	}
	if !rw.turn.taken {
		rw.turn = turn{taken: true, by: model.Holder{Task: t, Where: kernel.Where()}}
		kernel.Holds(model.Object(rw.at()), t, rw.turn.by.Where)
		return true
	}
	if e != nil {
		model.Became(e, trace.TryMiss)
	}
	return false
}

// giveTurn is the event of letting other writers have their turn.
func (rw *RWMutex) giveTurn(t *kernel.Task) {
	if t != nil {
		e := model.Use(t, kernel.KUnlock, unsafe.Pointer(&rw.turn), trace.Unlock, nil)
		e.Quiet = true
		model.Show(rw.at(), "")
	}
	rw.turn = turn{}
	kernel.LetsGo(model.Object(rw.at()), t)
}

// Unlock ends writing. It is a fatal error if rw is not locked for writing. Readers
// get in before the next writer may try: they may be gone again by then.
func (rw *RWMutex) Unlock() {
	rw.renew()
	t := kernel.Current()
	if t != nil {
		e := model.Use(t, kernel.KUnlock, rw.at(), trace.Done, nil)
		e.Quiet = true
	}
	if !rw.claimed || rw.waiting != nil {
		kernel.Fatal("fatal error: sync: Unlock of unlocked RWMutex")
	}
	rw.claimed = false
	rw.written.Release(t)
	if t != nil {
		rw.released = kernel.Running().Latest() + 1
		for _, h := range rw.queue {
			h.Task.Ready()
			rw.letReader(h)
		}
		rw.queue = nil
	}
	rw.giveTurn(t)
}
