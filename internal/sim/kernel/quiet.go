package kernel

import (
	"runtime"
	"strings"
	"unsafe"
)

// What a library does with memory is checked for data races like everything
// else, but is no event: two accesses that do not race commute, so who comes
// first makes no difference, and those that do race are told as such. A
// library's synchronisation consists of events, as the program's own does.
//
// The rewriter tells a library's places from the program's by their numbers:
// place n of a library is called -2-n. From firstLibrary on they are those of
// the standard library, which no table lists.
const firstLibrary = 1 << 24

// quietSite reports whether site belongs to a library, and returns its number.
func quietSite(site int) (number int, quiet bool) {
	if site <= -2 {
		return -2 - site, true
	}
	return site, false
}

// Settled reports whether chance is not tried at site, because it is in the
// standard library: the order of a map's keys there matters to hardly anybody.
func Settled(site int) bool { return site <= -2-firstLibrary }

// Settle does something of which nothing is left to chance.
func Settle(fn func()) {
	if x == nil {
		fn()
		return
	}
	x.settled = true
	fn()
	x.settled = false
}

// quiet checks an access without a step.
func (t *Task) quiet(p unsafe.Pointer, size uintptr, write bool) {
	if t.killed || t.stepping {
		return // it tidies up, or shows something to a reader
	}
	t.guard()
	t.wrote = t.wrote || write
	spot := int32(-1)
	if recording {
		spot = x.spot()
	}
	t.check(uintptr(p), size, use{how: mannerOf(write, false), at: spotOf{x.Latest(), -1, spot}})
}

// deep is how many calls may lie between a library's access and the program.
const deep = 64

// spot remembers the stack of a quiet access and returns its number, from 1.
func (x *Exec) spot() int32 {
	pcs := make([]uintptr, deep)
	x.spots = append(x.spots, pcs[:runtime.Callers(4, pcs)])
	return int32(len(x.spots))
}

// Quiet reports whether r is an access of a library, which is no event. Event
// is then the one before it.
func (r RaceSide) Quiet() bool { return r.spot != 0 }

// At says where a quiet access was made: the program's line that led there, and
// the library's own. Both are empty if the execution was not recorded.
func (x *Exec) At(r RaceSide) (where, inside Pos) {
	if r.spot <= 0 {
		return Pos{}, Pos{}
	}
	pcs := x.spots[r.spot-1]
	inside = firstOutside(pcs, func(f runtime.Frame) bool { return strings.HasPrefix(f.Function, "reflect.") })
	where = firstOutside(pcs, func(f runtime.Frame) bool {
		return standard(f.File) || strings.Contains(f.Function, copiesFolder) || reports(f)
	})
	if where == (Pos{}) {
		where = inside
	}
	return where, inside
}

// copiesFolder is part of the import path of each rewritten package of another
// module; package build makes it.
const copiesFolder = "/zz_racelab_copies/"
