package linked

import (
	"math"
	"reflect"
	"unsafe"

	"racelab/internal/sim/std/hash/maphash"
)

// hasher returns the function by which a map hashes its keys, if that is the same in every
// process; package build sees to that where it can. A program may come by it in other ways,
// too, and so gets it here. Addresses are others in each process whatever is made of them.
var hasher func(m any) func(p unsafe.Pointer, seed uintptr) uintptr

// Memory returns a hash of the bytes at p.
func Memory(p unsafe.Pointer, seed, size uintptr) uintptr {
	text := unsafe.String((*byte)(p), size)
	return String(unsafe.Pointer(&text), seed)
}

// String returns a hash of the string at p.
func String(p unsafe.Pointer, seed uintptr) uintptr {
	if hasher != nil {
		return hasher(map[string]bool(nil))(p, seed)
	}
	h := seeded(seed)
	_, _ = h.WriteString(*(*string)(p)) // which cannot fail
	return uintptr(h.Sum64())
}

// Value returns a hash of what p points to, which has the type that the run-time
// keeps at t.
func Value(t, p unsafe.Pointer, seed uintptr) uintptr {
	typed := [2]unsafe.Pointer{t, p} // as the run-time lays out an interface
	v := reflect.NewAt(reflect.TypeOf(*(*any)(unsafe.Pointer(&typed))), p).Elem()
	if hasher != nil && lasts(v) {
		return hasher(reflect.Zero(reflect.MapOf(v.Type(), reflect.TypeFor[bool]())).Interface())(p, seed)
	}
	h := seeded(seed)
	maphash.SimWriteValue(h, v)
	return uintptr(h.Sum64())
}

// lasts reports whether the run-time makes its hash of v by what is the same each time:
// neither by an address nor, as of what is not a number, by chance.
func lasts(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Chan, reflect.Pointer, reflect.UnsafePointer:
		return false
	case reflect.Float32, reflect.Float64:
		return !math.IsNaN(v.Float())
	case reflect.Complex64, reflect.Complex128:
		return !math.IsNaN(real(v.Complex())) && !math.IsNaN(imag(v.Complex()))
	case reflect.Array:
		for i := range v.Len() {
			if !lasts(v.Index(i)) {
				return false
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if !lasts(v.Field(i)) {
				return false
			}
		}
	case reflect.Interface:
		return v.IsNil() || lasts(v.Elem())
	}
	return true
}

var always = maphash.MakeSeed()

func seeded(seed uintptr) *maphash.Hash {
	h := &maphash.Hash{}
	h.SetSeed(always)
	maphash.WriteComparable(h, seed)
	return h
}
