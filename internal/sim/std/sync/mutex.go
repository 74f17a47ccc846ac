package sync

import (
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/trace"
)

// A Mutex is a lock that any waiter may get next; see sync.Mutex.
type Mutex struct {
	mark   model.Mark
	locked bool
	holder model.Holder
	clock  kernel.Sync
}

// mutexGate is shut while the mutex is locked. It is a type of its own because
// Mutex may have no methods that the real one has not.
type mutexGate Mutex

func (g *mutexGate) Open() bool                         { return !g.locked }
func (g *mutexGate) HeldBy() (*kernel.Task, kernel.Pos) { return g.holder.HeldBy() }

func (m *Mutex) renew() {
	look(unsafe.Pointer(m), (*mutexLook)(m))
	switch m.mark.Renew(unsafe.Pointer(m)) {
	case model.Stale:
		m.locked, m.holder = false, model.Holder{}
	case model.Copied:
		m.clock = kernel.Sync{}
	}
}

// Lock waits until m is unlocked and locks it.
func (m *Mutex) Lock() {
	m.renew()
	t := kernel.Current()
	switch {
	case t != nil:
		model.Use(t, kernel.KLock, unsafe.Pointer(m), trace.Lock, (*mutexGate)(m))
	case m.locked:
		model.WouldBlock("a mutex")
	}
	m.take(t)
}

func (m *Mutex) take(t *kernel.Task) {
	m.locked = true
	m.holder.TakenBy(t)
	m.clock.Acquire(t)
	kernel.Holds(model.Object(unsafe.Pointer(m)), t, m.holder.Where)
}

// TryLock locks m unless it is locked, and reports whether it has.
func (m *Mutex) TryLock() bool {
	m.renew()
	t := kernel.Current()
	var e *kernel.Event
	if t != nil {
		e = model.Use(t, kernel.KTryLock, unsafe.Pointer(m), trace.TryHit, nil)
	}
	if m.locked {
		if e != nil {
			model.Became(e, trace.TryMiss)
			kernel.Value("false")
		}
		return false
	}
	kernel.Value("true")
	m.take(t)
	return true
}

// Unlock unlocks m. It is a fatal error if m is not locked.
func (m *Mutex) Unlock() {
	m.renew()
	t := kernel.Current()
	if t != nil {
		model.Use(t, kernel.KUnlock, unsafe.Pointer(m), trace.Unlock, nil)
	}
	if !m.locked {
		kernel.Fatal("fatal error: sync: unlock of unlocked mutex")
	}
	m.locked, m.holder.Task = false, nil
	m.clock.Release(t)
	kernel.LetsGo(model.Object(unsafe.Pointer(m)), t)
}
