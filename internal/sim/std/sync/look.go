package sync

import (
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/trace"
)

// Types of their own, as with mutexGate: the real types have no method Look.
type (
	mutexLook     Mutex
	rwMutexLook   RWMutex
	waitGroupLook WaitGroup
	condLook      Cond
)

// look lets a reader see the object at p for as long as the execution lasts.
func look(p unsafe.Pointer, l kernel.Looker) {
	if kernel.Recording() {
		kernel.LookAt(model.Object(p), l)
	}
}

// Look implements kernel.Looker.
func (m *mutexLook) Look() (kind string, state []trace.Fact) {
	if !m.locked {
		return "mutex", []trace.Fact{{Kind: trace.FactFree}}
	}
	return "mutex", []trace.Fact{about(trace.FactHeld, m.holder)}
}

// Look implements kernel.Looker.
func (rw *rwMutexLook) Look() (kind string, state []trace.Fact) {
	for _, h := range rw.readers {
		state = append(state, about(trace.FactReading, h))
	}
	switch {
	case rw.claimed && len(rw.readers) > 0:
		state = append(state, about(trace.FactWantsWrite, rw.turn.by))
	case rw.claimed:
		state = append(state, about(trace.FactWriting, rw.turn.by))
	}
	for _, h := range rw.queue {
		state = append(state, about(trace.FactWantsRead, h))
	}
	if len(state) == 0 {
		state = []trace.Fact{{Kind: trace.FactFree}}
	}
	return "read-write mutex", state
}

// Look implements kernel.Looker.
func (wg *waitGroupLook) Look() (kind string, state []trace.Fact) {
	return "wait group", []trace.Fact{{Kind: trace.FactCount, N: wg.count}}
}

// Look implements kernel.Looker.
func (c *condLook) Look() (kind string, state []trace.Fact) {
	waiting := trace.Fact{Kind: trace.FactWaiting}
	for _, w := range c.queue {
		waiting.Tasks = append(waiting.Tasks, int(w.task.ID))
	}
	return "condition", []trace.Fact{waiting}
}

// about says something of a holder, which is unknown outside an execution.
func about(kind trace.FactKind, h model.Holder) trace.Fact {
	f := trace.Fact{Kind: kind}
	if h.Task != nil {
		f.Tasks = []int{int(h.Task.ID)}
	}
	return f
}
