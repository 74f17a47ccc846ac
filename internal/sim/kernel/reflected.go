package kernel

import (
	"sync/atomic"
	"unsafe"
)

// Reflected is told what package reflect does with memory. Other than the rest
// of a library, it is there only once: what the explorer itself does with it
// must go unseen.
func Reflected(p unsafe.Pointer, size uintptr, write bool) {
	if t := Current(); t != nil && seen() && !x.alone && p != nil && size > 0 {
		t.quiet(p, size, write)
	}
}

// SeesReflect reports whether it is the program under exploration that uses package reflect.
func SeesReflect() bool { return Current() != nil && seen() }

func seen() bool { return unseen.Load() == 0 }

var unseen atomic.Int32

// Unseen runs fn, which looks into values of the program for a reader, and
// returns what it returns.
func Unseen[T any](fn func() T) T {
	unseen.Add(1)
	defer unseen.Add(-1)
	return fn()
}
