package sync

import (
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/trace"
)

// RLock waits until no writer has or wants rw and locks it for reading. A
// reader that calls it again while a writer waits is stuck.
func (rw *RWMutex) RLock() {
	rw.renew()
	t := kernel.Current()
	if t != nil {
		e := model.Use(t, kernel.KRLock, rw.at(), trace.Join, nil)
		e.Quiet = true
	}
	h := model.Holder{Task: t, Where: kernel.Where()}
	if !rw.claimed {
		rw.letReader(h)
		return
	}
	if t == nil {
		model.WouldBlock("a mutex")
	}
	rw.queue = append(rw.queue, h)
	kernel.Says(trace.FactWaits)
	t.Park(kernel.Waiting{For: trace.Wait{Kind: trace.WaitLock}, Object: model.Object(rw.at()), On: (*writerOut)(rw)})
}

// TryRLock locks rw for reading unless a writer has or wants it, and reports
// whether it has.
func (rw *RWMutex) TryRLock() bool {
	rw.renew()
	t := kernel.Current()
	if t != nil {
		t.Touch(model.Object(rw.at()), trace.Join, 0xff)
		model.Use(t, kernel.KTryRLock, rw.at(), trace.Add, nil) // Add: can tell a writer that leaves
	}
	if rw.claimed {
		kernel.Value("false")
		return false
	}
	kernel.Value("true")
	rw.letReader(model.Holder{Task: t, Where: kernel.Where()})
	return true
}

// RUnlock ends one reading. It is a fatal error if nobody reads.
func (rw *RWMutex) RUnlock() {
	rw.renew()
	t := kernel.Current()
	if t != nil {
		rw.announceLeave(t)
	}
	if len(rw.readers) == 0 {
		kernel.Fatal("fatal error: sync: RUnlock of unlocked RWMutex")
	}
	rw.leave(t)
	kernel.LetsGo(model.Object(rw.at()), t)
	if t == nil {
		return
	}
	rw.left = append(rw.left, kernel.Running().Latest())
	rw.read.Release(t)
	if w := rw.waiting; w != nil && len(rw.readers) == 0 {
		rw.waiting = nil
		w.Ready()
		rw.letWriter(w)
	}
}

// announceLeave is the event of RUnlock. Giving back a lock that somebody else
// took may go wrong if it comes too early, so it commutes with nothing.
func (rw *RWMutex) announceLeave(t *kernel.Task) {
	mode := trace.Read
	if !slices.ContainsFunc(rw.readers, func(h model.Holder) bool { return h.Task == t }) {
		mode = trace.Write
		t.Touch(model.Object(rw.at()), trace.Add, 0xff)
		t.Touch(model.Object(rw.at()), trace.Join, 0xff)
	}
	model.Use(t, kernel.KRUnlock, rw.at(), mode, nil)
}

// leave takes t out of the readers, or any other if t is none of them.
func (rw *RWMutex) leave(t *kernel.Task) {
	for i := len(rw.readers) - 1; i >= 0; i-- {
		if rw.readers[i].Task == t || i == 0 {
			rw.readers = slices.Delete(rw.readers, i, i+1)
			return
		}
	}
}
