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
}

// TryLock locks rw for writing unless somebody holds it, and reports whether it has.
func (rw *RWMutex) TryLock() bool {
	rw.renew()
	t := kernel.Current()
	var e *kernel.Event
	if t != nil { // it can tell everything that others do
		for _, m := range []trace.Mode{trace.Add, trace.Join, trace.Write} {
			t.Touch(model.Object(rw.at()), m, 0xff)
		}
		e = model.Use(t, kernel.KTryLock, unsafe.Pointer(&rw.turn), trace.TryHit, nil)
	}
	if rw.turn.taken || len(rw.readers) > 0 {
		if e != nil {
			model.Became(e, trace.Add, trace.Join, trace.Write, trace.TryMiss)
		}
		kernel.Value("false")
		return false
	}
	kernel.Value("true")
	rw.take(t)
	rw.claimed = true
	if t != nil {
		rw.letWriter(t)
	}
	return true
}

// Unlock ends writing. It is a fatal error if rw is not locked for writing.
func (rw *RWMutex) Unlock() {
	rw.renew()
	t := kernel.Current()
	var e *kernel.Event
	if t != nil {
		t.Touch(model.Object(rw.at()), trace.Done, 0xff)
		e = model.Use(t, kernel.KUnlock, unsafe.Pointer(&rw.turn), trace.Unlock, nil)
		e.Quiet = true
	}
	if !rw.claimed || rw.waiting != nil {
		if e != nil { // a writer may be on its way in: nothing is given back
			model.Became(e, trace.Done, trace.TryMiss)
		}
		kernel.Fatal("fatal error: sync: Unlock of unlocked RWMutex")
	}
	rw.claimed, rw.turn = false, turn{}
	rw.written.Release(t)
	if t == nil {
		return
	}
	rw.released = kernel.Running().Latest() + 1
	for _, h := range rw.queue {
		h.Task.Ready()
		rw.letReader(h)
	}
	rw.queue = nil
}
