package sync

import (
	"fmt"
	"strings"
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
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
func (m *mutexLook) Look() (kind, state string) {
	if !m.locked {
		return "mutex", "free"
	}
	return "mutex", "held by " + named(m.holder)
}

// Look implements kernel.Looker.
func (rw *rwMutexLook) Look() (kind, state string) {
	var parts []string
	for _, h := range rw.readers {
		parts = append(parts, "read by "+named(h))
	}
	switch {
	case rw.claimed && len(rw.readers) > 0:
		parts = append(parts, named(rw.turn.by)+" waits to write")
	case rw.claimed:
		parts = append(parts, "held for writing by "+named(rw.turn.by))
	}
	for _, h := range rw.queue {
		parts = append(parts, named(h)+" waits to read")
	}
	if len(parts) == 0 {
		return "read-write mutex", "free"
	}
	return "read-write mutex", strings.Join(parts, ", ")
}

// Look implements kernel.Looker.
func (wg *waitGroupLook) Look() (kind, state string) {
	return "wait group", fmt.Sprintf("count %d", wg.count)
}

// Look implements kernel.Looker.
func (c *condLook) Look() (kind, state string) {
	var waiting []string
	for _, w := range c.queue {
		waiting = append(waiting, named(model.Holder{Task: w.task}))
	}
	if len(waiting) == 0 {
		return "condition", "nobody waits"
	}
	return "condition", strings.Join(waiting, ", ") + " waiting"
}

func named(h model.Holder) string {
	if h.Task == nil {
		return "somebody"
	}
	return fmt.Sprintf("task %d", h.Task.ID)
}
