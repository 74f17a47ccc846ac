package kernel

import (
	"cmp"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"unsafe"
)

// To tell whether a program has come back to a state in which it has been, an
// execution with Limits.Watch notes what each goroutine could go by: what it
// reads, receives or gets to know in other ways, and at the beginning of each
// round of a loop the local variables that the loop assigns. A loop that counts
// its rounds, and a call of what nobody can see into, comes back to nothing.

// watching says that the execution under way takes such notes.
var watching bool

// Watching reports whether Round is worth its while.
func Watching() bool { return watching }

// Saw is something that a task got to know in or after an event.
type Saw struct {
	Task, Event int32
	Print       Print
}

// A Round is the beginning of one round of a loop.
type Round struct {
	Task   int32
	Event  int32  // the latest one before it
	Depth  int    // calls under way
	Level  int    // loops around it in the same function
	Stack  uint64 // which calls these are, and which loop it is
	Counts bool   // no two rounds are the same
	Locals []Print
}

// before orders loops that go round at the same time, the outer one first.
func (r *Round) before(o *Round) int {
	return cmp.Or(cmp.Compare(r.Depth, o.Depth), cmp.Compare(r.Level, o.Level))
}

// Notes is what an execution that is watched has noted.
type Notes struct {
	Saws   []Saw
	Rounds []Round
	Unseen []Saw    // calls of what nobody can see into
	Timers []uint64 // for each event: what was pending before it, and how far off
}

// See notes, unless the test is alone, what v, a pointer to what the current task has got to know, points to.
func See(v any) {
	if watching && x != nil && x.current != nil && !x.alone {
		x.Notes.Saws = append(x.Notes.Saws, Saw{x.current.ID, x.Latest(), printOf(reflect.ValueOf(v).Elem())})
	}
}

// seeBytes is See for memory of which the type is not at hand.
func seeBytes(p unsafe.Pointer, size uintptr) {
	var sum printer
	for _, b := range unsafe.Slice((*byte)(p), size) {
		sum.add(uint64(b))
	}
	x.Notes.Saws = append(x.Notes.Saws, Saw{x.current.ID, x.Latest(), Print{sum.sum, sum.sum}})
}

// Foreign says that the current task calls what is not rewritten and may keep a
// state of its own.
func Foreign() {
	t := Current()
	if t == nil {
		return
	}
	t.unseen++
	if watching {
		x.Notes.Unseen = append(x.Notes.Unseen, Saw{Task: t.ID, Event: x.Latest()})
	}
}

// EnterRound notes the beginning of a round of the loop of whoever called the
// caller.
func EnterRound(level int, counts bool, locals []any) {
	t := Current()
	if t == nil || x.alone { // most of what it does then is no event, so that no circle can be told
		return
	}
	r := Round{Task: t.ID, Event: x.Latest(), Level: level, Counts: counts}
	var pcs [256]uintptr
	n := runtime.Callers(3, pcs[:])
	var p printer
	for _, pc := range pcs[:n] {
		p.add(uint64(pc))
	}
	r.Depth, r.Stack = n, p.sum
	r.Counts = r.Counts || n == len(pcs) || !followed(p.sum, pcs[:n])
	for _, l := range locals {
		r.Locals = append(r.Locals, printOf(reflect.ValueOf(l)))
	}
	x.Notes.Rounds = append(x.Notes.Rounds, r)
}

// rewritten has the packages whose loops are all known.
var rewritten = map[string]bool{}

// Rewritten registers the package of whoever called the caller.
func Rewritten() {
	var pcs [1]uintptr
	runtime.Callers(3, pcs[:])
	f, _ := runtime.CallersFrames(pcs[:]).Next()
	rewritten[packageOf(f.Function)] = true
}

func packageOf(function string) string {
	slash := strings.LastIndexByte(function, '/') + 1
	name, _, _ := strings.Cut(function[slash:], ".")
	return function[:slash] + name
}

var stacks = map[uint64]bool{}

// followed reports whether all calls of a stack are of functions whose loops are
// known. One that is not may call the others again and again, and count.
func followed(stack uint64, pcs []uintptr) bool {
	all, known := stacks[stack]
	if known {
		return all
	}
	all = true
	for frames, more := runtime.CallersFrames(pcs), true; more && all; {
		var f runtime.Frame
		f, more = frames.Next()
		all = f.PC == 0 || ours(f) || rewritten[packageOf(f.Function)]
	}
	stacks[stack] = all
	return all
}

// noteTimers notes which timers are pending before the event about to be made.
func (x *Exec) noteTimers() {
	list := slices.Clone(x.timers)
	slices.SortFunc(list, func(a, b *Timer) int { return cmp.Or(cmp.Compare(a.When, b.When), cmp.Compare(a.by, b.by)) })
	var p printer
	for _, t := range list {
		p.add(uint64(t.When - x.now))
		p.add(uint64(t.by))
	}
	x.Notes.Timers = append(x.Notes.Timers, p.sum)
}
