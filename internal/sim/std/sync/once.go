package sync

import (
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/trace"
)

// A Once calls one function once; see sync.Once. It is built like the real one:
// a flag, and a mutex for those who find it unset. To set the flag and to
// unlock the mutex are one event.
type Once struct {
	mark  model.Mark
	done  bool
	turn  turn
	clock kernel.Sync
}

func (o *Once) renew() {
	switch o.mark.Renew(unsafe.Pointer(o)) {
	case model.Stale:
		o.done, o.turn = false, turn{}
	case model.Copied:
		o.clock = kernel.Sync{}
	}
}

// Do calls f on the first call of Do, and returns when that first f has
// returned, or panicked.
func (o *Once) Do(f func()) {
	o.renew()
	t := kernel.Current()
	if t != nil {
		model.Use(t, kernel.KAtomicLoad, unsafe.Pointer(o), trace.Read, nil)
	}
	if o.done {
		o.clock.Acquire(t)
		kernel.Says(trace.FactAlreadyDone)
		return
	}
	o.lock(t)
	if o.done {
		o.unlock(t, trace.FactAlreadyDone)
		return
	}
	defer o.end(t)
	f()
}

func (o *Once) lock(t *kernel.Task) {
	if t != nil {
		model.Use(t, kernel.KLock, unsafe.Pointer(&o.turn), trace.Lock, &o.turn)
		model.Show(unsafe.Pointer(o), "")
	} else if o.turn.taken {
		model.WouldBlock("a sync.Once")
	}
	o.turn = turn{taken: true, by: model.Holder{Task: t, Where: kernel.Where()}}
	o.clock.Acquire(t)
}

func (o *Once) unlock(t *kernel.Task, note trace.FactKind) {
	if t != nil {
		model.Use(t, kernel.KUnlock, unsafe.Pointer(&o.turn), trace.Unlock, nil)
		model.Show(unsafe.Pointer(o), note)
	}
	o.turn = turn{}
	o.clock.Release(t)
}

func (o *Once) end(t *kernel.Task) {
	if t != nil {
		t.Touch(model.Object(unsafe.Pointer(o)), trace.Write, 0xff)
	}
	o.unlock(t, trace.FactDone)
	o.done = true
}
