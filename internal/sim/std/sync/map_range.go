package sync

import (
	"slices"
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/trace"
)

// walk is a call of Range. The real map is a tree that is walked in the order of
// hashes. So a key that is stored meanwhile is met or not, as chance will have it;
// and since Clear puts an empty tree in the place of the old one, a walk that is
// under way still meets what was in that.
type walk struct {
	m       *Map
	began   int32 // its first event
	met     map[*entry]bool
	cleared bool
	kept    []pair // of a map that has been cleared since: what was in it
}

// pair is a key with the value that it had at some time.
type pair struct {
	*entry
	value any
}

// Range calls f for each key that is there when Range begins and still is when
// its turn comes, and perhaps for some that came later, until f returns false.
// Which key is next, and whether another one has been missed, is left to chance;
// each turn is an event of its own, and so are to begin, for of what is stored before
// the first turn some may be missed, and to find that none is left.
func (m *Map) Range(f func(key, value any) bool) {
	m.renew()
	w := &walk{m: m, met: map[*entry]bool{}}
	m.turn()
	m.ranges = append(m.ranges, w) // not before: it meets what is there now
	defer w.end()
	if x := kernel.Running(); x != nil {
		w.began = x.Latest()
	}
	for {
		m.turn()
		p, ok := w.next()
		if !ok {
			return
		}
		w.met[p.entry] = true
		p.clock.Acquire(kernel.Current())
		if !f(p.key, p.value) {
			return
		}
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

// next returns what comes next, as part of the event under way, if anything does.
// The last of its results is that nothing does, unless a key must still be met.
func (w *walk) next() (p pair, ok bool) {
	all, must := w.left()
	results := min(len(all), 63)
	if !must && results > 0 {
		results++
	}
	i := 0
	if x := kernel.Running(); x != nil && results > 0 {
		i = x.Choose(1<<results - 1)
	}
	if i >= len(all) {
		return pair{}, false
	}
	return all[i], true
}

// left returns what may come next, and whether any of it has been there all the time.
func (w *walk) left() (all []pair, must bool) {
	all = w.kept
	if !w.cleared {
		for _, e := range w.m.order {
			all = append(all, pair{e, e.value})
		}
	}
	all = slices.DeleteFunc(slices.Clone(all), func(p pair) bool { return w.met[p.entry] })
	return all, slices.ContainsFunc(all, func(p pair) bool { return p.nth < w.began })
}

// keep is called before the map is cleared.
func (w *walk) keep() {
	w.kept, _ = w.left()
	w.cleared = true
}

func (w *walk) end() {
	w.m.ranges = slices.DeleteFunc(w.m.ranges, func(o *walk) bool { return o == w })
}
