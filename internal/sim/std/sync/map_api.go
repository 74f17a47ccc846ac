package sync

import (
	"slices"
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/trace"
)

func say(what string, value any) {
	if kernel.Recording() {
		kernel.Calls(what)
		kernel.Value(kernel.Word(value))
	}
}

// Load returns the value stored for key.
func (m *Map) Load(key any) (value any, ok bool) {
	value, ok = m.reads(key).value()
	say("Load", value)
	return value, ok
}

// Store sets the value for key.
func (m *Map) Store(key, value any) {
	m.writes(key).store(value)
	say("Store", value)
}

// Swap stores value and returns what was there.
func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	u := m.writes(key)
	previous, loaded = u.value()
	u.store(value)
	say("Swap", previous)
	return previous, loaded
}

// LoadOrStore returns what is there, or stores value if nothing is.
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	u := m.writes(key)
	if actual, loaded = u.value(); loaded {
		u.observed()
		say("LoadOrStore found", actual)
		return actual, true
	}
	u.store(value)
	say("LoadOrStore stored", value)
	return value, false
}

// LoadAndDelete deletes key and returns what was there.
func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	u := m.writes(key)
	if value, loaded = u.value(); loaded {
		u.remove()
	} else {
		u.observed()
	}
	say("LoadAndDelete", value)
	return value, loaded
}

// Delete deletes key.
func (m *Map) Delete(key any) { m.LoadAndDelete(key) }

// CompareAndSwap stores new if old is there. It panics if old is not comparable.
func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	u := m.writes(key)
	if value, ok := u.value(); ok && value == old {
		u.store(new)
		say("CompareAndSwap", true)
		return true
	}
	u.observed()
	say("CompareAndSwap", false)
	return false
}

// CompareAndDelete deletes key if old is there. It panics if old is not comparable.
func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	u := m.writes(key)
	if value, ok := u.value(); ok && value == old {
		u.remove()
		say("CompareAndDelete", true)
		return true
	}
	u.observed()
	say("CompareAndDelete", false)
	return false
}

// Clear deletes everything.
func (m *Map) Clear() {
	m.renew()
	t := kernel.Current()
	if t != nil {
		t.Touch(model.Object(unsafe.Pointer(m)), trace.Add, 0xff)
		model.Use(t, kernel.KMap, unsafe.Pointer(m), trace.Write, nil)
		kernel.Calls("Clear")
	}
	for _, e := range m.order {
		e.value, e.present = nil, false
		e.clock.Release(t)
	}
	m.order = nil
}

// Range calls f for each key that is there when Range begins and still is when
// its turn comes, until f returns false. Which key is next is left to chance;
// each turn is an event of its own.
func (m *Map) Range(f func(key, value any) bool) {
	m.renew()
	m.turn()
	left := slices.Clone(m.order)
	for {
		left = slices.DeleteFunc(left, func(e *entry) bool { return !e.present })
		if len(left) == 0 {
			return
		}
		i := 0
		if x := kernel.Running(); x != nil {
			i = x.Choose(1<<min(len(left), 64) - 1)
		}
		e := left[i]
		left = slices.Delete(left, i, i+1)
		e.clock.Acquire(kernel.Current())
		if !f(e.key, e.value) || len(left) == 0 {
			return
		}
		m.turn()
	}
}

// turn is the event of one step of Range.
func (m *Map) turn() {
	if t := kernel.Current(); t != nil {
		t.Touch(model.Object(unsafe.Pointer(m)), trace.Add, 0xff)
		e := model.Use(t, kernel.KMap, unsafe.Pointer(m), trace.Read, nil)
		e.Quiet = true
		kernel.Calls("Range")
	}
}

// prune forgets the entries that are no longer there.
func (m *Map) prune() {
	m.order = slices.DeleteFunc(slices.Clone(m.order), func(e *entry) bool { return !e.present })
}
