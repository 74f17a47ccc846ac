package sync

import (
	"cmp"
	"slices"
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/trace"
)

// A Map is a map for several goroutines; see sync.Map. Operations on different
// keys commute, because each key is an object of its own. The map as a whole
// is an object too, for the sake of Range (Add, Read) and Clear (Add, Write):
// both are ordered with what writes (Done), and Clear with what reads (Read).
type Map struct {
	mark    model.Mark
	entries map[any]*entry
	order   []*entry // those present; see entry.before
	ranges  []*walk  // that are under way
}

// entry is what the map knows about a key, present or not.
type entry struct {
	key, value any
	present    bool
	by, nth    int32       // who stored it, and in which event
	clock      kernel.Sync // of the write whose effect a reader sees
}

// before compares entries in an order that does not depend on which of two
// goroutines came first.
func (e *entry) before(f *entry) int {
	return cmp.Or(cmp.Compare(e.by, f.by), cmp.Compare(e.nth, f.nth))
}

func (m *Map) renew() {
	if m.mark.Renew(unsafe.Pointer(m)) == model.Stale || m.entries == nil {
		m.entries, m.order, m.ranges = map[any]*entry{}, nil, nil
	}
}

// at returns the entry of key. It panics if key cannot be one.
func (m *Map) at(key any) *entry {
	m.renew()
	e := m.entries[key]
	if e == nil {
		e = &entry{key: key}
		m.entries[key] = e
	}
	return e
}

// A mapUse is one operation on one key.
type mapUse struct {
	m     *Map
	e     *entry
	task  *kernel.Task
	event *kernel.Event
}

// writes announces an operation that may change the entry of key. It goes on
// after the event, and calls observed if it turned out to change nothing.
func (m *Map) writes(key any) mapUse { return m.use(key, trace.Done, trace.Write) }

// reads announces an operation that cannot change anything.
func (m *Map) reads(key any) mapUse {
	u := m.use(key, trace.Read, trace.Read)
	u.observed()
	return u
}

func (m *Map) use(key any, whole, part trace.Mode) mapUse {
	u := mapUse{m: m, e: m.at(key), task: kernel.Current()}
	if t := u.task; t != nil {
		t.Touch(model.Object(unsafe.Pointer(m)), whole, 0xff)
		u.event = model.Use(t, kernel.KMap, unsafe.Pointer(u.e), part, nil)
		u.e.clock.Acquire(t)
	}
	return u
}

// observed says that the event changed nothing.
func (u mapUse) observed() {
	if u.event != nil {
		model.Quiet(u.event, trace.Read, trace.Read)
	}
}

// value returns what is stored, and whether there is anything.
func (u mapUse) value() (any, bool) {
	if !u.e.present {
		return nil, false
	}
	return u.e.value, true
}

func (u mapUse) store(value any) {
	if !u.e.present {
		u.e.present, u.e.by, u.e.nth = true, -1, int32(len(u.m.order))
		if u.task != nil {
			u.e.by, u.e.nth = u.task.ID, kernel.Running().Latest()
		}
		i, _ := slices.BinarySearchFunc(u.m.order, u.e, (*entry).before)
		u.m.order = slices.Insert(slices.Clone(u.m.order), i, u.e)
	}
	u.e.value = value
	u.e.clock.Release(u.task)
}

func (u mapUse) remove() {
	u.e.value, u.e.present = nil, false
	u.e.clock.Release(u.task)
	u.m.order = slices.DeleteFunc(slices.Clone(u.m.order), func(e *entry) bool { return e == u.e })
}
