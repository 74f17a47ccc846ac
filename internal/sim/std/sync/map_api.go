package sync

import (
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
	for _, w := range m.ranges {
		w.keep()
	}
	for _, e := range m.order {
		e.value, e.present = nil, false
		e.clock.Release(t)
	}
	m.order = nil
}
