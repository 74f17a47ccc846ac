// Package linked is what instrumented programs get that take a function of the
// run-time by its name, with go:linkname: random numbers and hashes are the same
// each time, for a schedule must lead to the same execution, and the clock is the
// virtual one.
package linked

import (
	"reflect"
	"unsafe"

	"racelab/internal/sim/std/hash/maphash"
	"racelab/internal/sim/std/model"
	"racelab/internal/sim/std/time"
)

// Uint32 returns a random number.
func Uint32() uint32 { return uint32(Uint64() >> 32) }

// Uint32n returns a random number below n.
func Uint32n(n uint32) uint32 { return uint32(uint64(Uint32()) * uint64(n) >> 32) }

// Uint64 returns a random number.
func Uint64() uint64 { return model.Random().Uint64() }

// Nanoseconds returns the time.
func Nanoseconds() int64 { return time.Now().UnixNano() }

// Memory returns a hash of the bytes at p.
func Memory(p unsafe.Pointer, seed, size uintptr) uintptr {
	h := seeded(seed)
	_, _ = h.Write(unsafe.Slice((*byte)(p), size)) // which cannot fail
	return uintptr(h.Sum64())
}

// String returns a hash of the string at p.
func String(p unsafe.Pointer, seed uintptr) uintptr {
	h := seeded(seed)
	_, _ = h.WriteString(*(*string)(p)) // which cannot fail
	return uintptr(h.Sum64())
}

// Value returns a hash of what p points to, which has the type that the run-time
// keeps at t.
func Value(t, p unsafe.Pointer, seed uintptr) uintptr {
	h := seeded(seed)
	typed := [2]unsafe.Pointer{t, p} // as the run-time lays out an interface
	maphash.SimWriteValue(h, reflect.NewAt(reflect.TypeOf(*(*any)(unsafe.Pointer(&typed))), p).Elem())
	return uintptr(h.Sum64())
}

var always = maphash.MakeSeed()

func seeded(seed uintptr) *maphash.Hash {
	h := &maphash.Hash{}
	h.SetSeed(always)
	maphash.WriteComparable(h, seed)
	return h
}
