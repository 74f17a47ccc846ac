// Package sync is what those packages of the rewritten standard library get for
// package sync that use a Map for nothing but what they once found out, such as
// how a type is encoded. Each goroutine finds that out for itself: whether
// another one has done so before changes nothing for the program.
package sync

import (
	"racelab/internal/sim/kernel"
	sync "racelab/internal/sim/std/librarysync"
)

// These are what the rest of the library gets.
type (
	Cond      = sync.Cond
	Locker    = sync.Locker
	Mutex     = sync.Mutex
	Once      = sync.Once
	Pool      = sync.Pool
	RWMutex   = sync.RWMutex
	WaitGroup = sync.WaitGroup
)

// NewCond is the model's.
func NewCond(l Locker) *Cond { return sync.NewCond(l) }

// OnceFunc is the model's.
func OnceFunc(f func()) func() { return sync.OnceFunc(f) }

// OnceValue is the model's.
func OnceValue[T any](f func() T) func() T { return sync.OnceValue(f) }

// OnceValues is the model's.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) { return sync.OnceValues(f) }

// A Map is one map for each goroutine.
type Map struct {
	epoch uint64
	of    map[*kernel.Task]map[any]any
}

func (m *Map) mine() map[any]any {
	if m.of == nil || m.epoch != kernel.Epoch() {
		m.epoch, m.of = kernel.Epoch(), map[*kernel.Task]map[any]any{}
	}
	t := kernel.Current()
	if m.of[t] == nil {
		m.of[t] = map[any]any{}
	}
	return m.of[t]
}

// Load returns the value stored for key.
func (m *Map) Load(key any) (value any, ok bool) {
	value, ok = m.mine()[key]
	return value, ok
}

// Store sets the value for key.
func (m *Map) Store(key, value any) { m.mine()[key] = value }

// LoadOrStore returns the value for key if there is one, else it stores value.
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	mine := m.mine()
	if old, ok := mine[key]; ok {
		return old, true
	}
	mine[key] = value
	return value, false
}

// Delete removes key.
func (m *Map) Delete(key any) { delete(m.mine(), key) }

// Clear removes all keys.
func (m *Map) Clear() { clear(m.mine()) }

// Range calls f for each key until f returns false.
func (m *Map) Range(f func(key, value any) bool) {
	for k, v := range m.mine() {
		if !f(k, v) {
			return
		}
	}
}
