package kernel

import (
	"unsafe"

	"racelab/internal/trace"
)

// A use is an access of memory. It has so few fields, and so few in each of them, that the
// compiler keeps it in registers: to write it part by part and read it whole takes long.
type use struct {
	Moment
	how manner
	at  spotOf
}

// spotOf is where an access is.
type spotOf struct {
	event int32
	site  int32 // of an access of the program, or -1
	spot  int32 // of a quiet access: its number in Exec.spots, or -1 if that was not recorded; else 0
}

// A manner says how memory is used: of eight bytes the set of those that are, and what
// makes a use stronger than another.
type manner uint16

const (
	someBytes manner = 0xff
	isWrite   manner = 1 << (7 + iota)
	isBare           // not atomic
	isPlain          // its place is no scheduling point yet, but may become one; see Points
)

func mannerOf(write, atomic bool) (m manner) {
	if write {
		m = isWrite
	}
	if !atomic {
		m |= isBare
	}
	return m
}

// RacePair is a data race: two accesses that nothing orders, one of them a write.
type RacePair struct{ First, Second RaceSide }

// RaceSide is one of the two accesses.
type RaceSide struct {
	Task   int32
	Write  bool
	Event  int32
	Atomic bool
	spot   int32
}

// keep holds on to an address until its event has taken place, and makes sure
// that what it points to is on the heap: a stack may move.
var keep unsafe.Pointer

// Memory announces that the current task reads or writes size bytes at p, and
// returns when it may. Outside an execution, and as long as nobody else is
// there to notice, it does nothing and returns false.
func Memory(p unsafe.Pointer, size uintptr, write bool, site int) bool {
	t := Current()
	keep = p
	if t == nil || p == nil || size == 0 {
		return false
	}
	if x.alone {
		t.guard()
		return false
	}
	if _, quiet := quietSite(site); quiet {
		t.quiet(p, size, write)
		if watching && !write {
			seeBytes(p, size)
		}
		return false
	}
	how := mannerOf(write, false)
	if !x.limits.Points.has(int32(site)) {
		how |= isPlain
		if !t.due() {
			t.pass(write)
			t.check(uintptr(p), size, use{how: how, at: spotOf{event: x.Latest(), site: int32(site)}})
			return false
		}
	}
	kind, mode := KRead, trace.Read
	if write {
		kind, mode = KWrite, trace.Write
	}
	if size == 8 && uintptr(p)&7 == 0 { // as mostly
		t.StepOn(trace.Access{Object: trace.Object(uintptr(p)), Mode: mode, Mask: 0xff}, kind, site, nil)
		if x.looksForRaces() {
			cellAt(uintptr(p)).check(t, use{t.Moment(), how | someBytes, spotOf{event: t.last, site: int32(site)}})
		}
		return true
	}
	t.touchBytes(uintptr(p), size, mode)
	t.Step(kind, site, nil)
	t.check(uintptr(p), size, use{how: how, at: spotOf{event: t.last, site: int32(site)}})
	return true
}

// Atomic announces an atomic operation. The caller carries it out after it
// returns.
func Atomic(kind Kind, p unsafe.Pointer, size uintptr) {
	t := announceAtomic(kind, p, size)
	switch {
	case t == nil:
	case kind == KAtomicStore:
		syncAt(p).Replace(t)
	case kind == KAtomicRMW:
		syncAt(p).Release(t)
	}
}

// CompareAndSwap announces a comparison. The caller calls Swapped if it then
// writes, and Observed if not: what was compared in vain orders nothing after it.
func CompareAndSwap(p unsafe.Pointer, size uintptr) { announceAtomic(KAtomicRMW, p, size) }

// Swapped says that the comparison at p has led to a write.
func Swapped(p unsafe.Pointer) {
	if t := Current(); t != nil && !x.alone {
		syncAt(p).Release(t)
	}
}

// syncAt is what atomic operations on p order.
func syncAt(p unsafe.Pointer) *Sync { return &cellAt(uintptr(p) &^ 7).sync[uintptr(p)>>2&1] }

// announceAtomic returns the task whose turn it is, or nil if nothing is ordered.
func announceAtomic(kind Kind, p unsafe.Pointer, size uintptr) *Task {
	t := Current()
	keep = p
	if t == nil {
		return nil
	}
	if x.alone {
		t.guard()
		x.notice()
		return nil
	}
	mode := trace.Write
	if kind == KAtomicLoad {
		mode = trace.Read
	}
	t.touchBytes(uintptr(p), size, mode)
	t.Step(kind, -1, nil)
	t.checkBytes(uintptr(p), size, mode == trace.Write, true)
	if kind != KAtomicStore {
		syncAt(p).Acquire(t)
	}
	return t
}

// Observed says that the event under way, announced as a write, only read. What it
// announced of the clock stays: an earlier event like it may stop a timer.
func Observed() {
	if Current() == nil || x.alone || len(x.Events) == 0 {
		return
	}
	for i, e := 0, x.Turned(&x.Events[len(x.Events)-1]); i < len(e); i++ {
		if e[i].Mode == trace.Write {
			e[i].Mode = trace.Read
		}
	}
}

// touchBytes adds an access for every cell that [addr, addr+size) has a part of.
func (t *Task) touchBytes(addr, size uintptr, m trace.Mode) {
	for a := addr &^ 7; a < addr+size; a += 8 {
		t.Touch(trace.Object(a), m, bytesOf(a, addr, size))
	}
}

// bytesOf returns the bytes of the cell at a that lie in [addr, addr+size).
func bytesOf(a, addr, size uintptr) uint8 {
	mask := uint8(0xff)
	if addr > a {
		mask <<= addr - a
	}
	if end := addr + size; end < a+8 {
		mask &= 0xff >> (a + 8 - end)
	}
	return mask
}

func (t *Task) checkBytes(addr, size uintptr, write, atomic bool) {
	t.check(addr, size, use{how: mannerOf(write, atomic), at: spotOf{event: t.last, site: -1}})
}

// check looks for races between u, which t has just made of [addr, addr+size),
// and earlier uses.
func (t *Task) check(addr, size uintptr, u use) {
	if !x.looksForRaces() {
		return
	}
	u.Moment = t.Moment()
	if size == 8 && addr&7 == 0 { // as mostly
		u.how |= someBytes
		cellAt(addr).check(t, u)
		return
	}
	for a := addr &^ 7; a < addr+size; a += 8 {
		u.how = u.how&^someBytes | manner(bytesOf(a, addr, size))
		cellAt(a).check(t, u)
	}
}

// Race looks for a data race of the event under way, which uses o as memory of
// its own is used. The Go run-time does so for channels: to close one is a write,
// to send on it a read.
func (t *Task) Race(o trace.Object, write bool) { t.RaceWith(o, write, false) }

// RaceWith is Race for a use that may be atomic: such uses do not race with each
// other.
func (t *Task) RaceWith(o trace.Object, write, atomic bool) {
	t.checkBytes(uintptr(o), 8, write, atomic)
}

// check looks for a race between u, which t has just made, and earlier uses.
// Those that u makes irrelevant are dropped: whatever races with them later
// races with u as well. But a place becomes a scheduling point only by a race of its own.
func (c *cell) check(t *Task, u use) {
	if len(c.used) == 1 && c.used[0].task == t.ID && u.how.covers(c.used[0].how) {
		c.used[0] = u // the same owner as before (FastTrack)
		return
	}
	used, kept := c.used, 0
	for i := range used {
		old := &used[i]
		if old.task == t.ID || old.clock <= t.vc.at(old.task) {
			if u.how.covers(old.how) {
				continue
			}
		} else if u.how.clashes(old.how) && (x.Race == nil || (u.how|old.how)&isPlain != 0) {
			x.clash(*old, u)
		}
		if kept < i {
			used[kept] = *old
		}
		kept++
	}
	c.used = append(used[:kept], u)
}

// looksForRaces reports whether another race would matter: one is enough, if all accesses are
// scheduling points already.
func (x *Exec) looksForRaces() bool { return x.Race == nil || !x.limits.Points.Whole() }

// clash notes that two uses race. If the place of one of them is no scheduling point yet,
// it becomes one, and the race is left to another execution.
func (x *Exec) clash(old, u use) {
	if !x.refine(old, u) && x.Race == nil {
		x.race = RacePair{old.side(), u.side()}
		x.Race = &x.race
	}
}

// covers reports whether whatever races with an old use and comes after one of manner m
// races with that, too.
func (m manner) covers(old manner) bool { return old&^m == 0 }

// clashes reports whether two uses race if nothing orders them.
func (m manner) clashes(old manner) bool {
	return m&old&someBytes != 0 && (m|old)&isWrite != 0 && (m|old)&isBare != 0
}

func (u use) side() RaceSide {
	return RaceSide{Task: u.task, Write: u.how&isWrite != 0, Event: u.at.event, Atomic: u.how&isBare == 0, spot: u.at.spot}
}
