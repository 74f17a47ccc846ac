package sim

import (
	"hash"
	"reflect"
	"strings"
	"unsafe"

	"racelab/internal/sim/kernel"
)

// A native is a variable of a package that is not rewritten, for the time of one call of
// a method of it. The whole of it is one variable.
type native struct {
	of   unsafe.Pointer
	site int
}

// nativeIn returns what the value v of an interface type points to, unless that is made
// by a package that is rewritten and so makes itself known.
func nativeIn(v any, site int) (native, bool) {
	t := reflect.TypeOf(v)
	if t == nil {
		return native{}, false
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	path := t.PkgPath()
	unseen := strings.HasPrefix(path, "hash/") || strings.HasPrefix(path, "crypto/")
	return native{(*[2]unsafe.Pointer)(unsafe.Pointer(&v))[1], site}, unseen && !strings.HasSuffix(path, "/rl_")
}

func (n native) changed() { kernel.Memory(n.of, 1, true, n.site) }
func (n native) looked()  { kernel.Memory(n.of, 1, false, n.site) }

func (n native) reads(lists ...[]byte) {
	for _, p := range lists {
		elements(p, 0, len(p), false, n.site)
	}
}

func (n native) writes(p []byte, size int) { elements(p, 0, min(size, len(p)), true, n.site) }

// appends announces that size bytes are appended to p.
func (n native) appends(p []byte, size int) {
	if to := len(p) + size; to <= cap(p) {
		elements(p[:to], len(p), to, true, n.site)
	} else {
		n.reads(p)
	}
}

// Method returns fn, a method of the variable *of, which is of a package that is not
// rewritten, or a function of such a package that uses *of. A call of it changes *of, or
// only looks at it, and reads the bytes that it is given. What it does is "change",
// "look", or "read", which changes *of and writes the bytes.
func Method[F, T any](fn F, of *T, what string, site int) F {
	n := native{unsafe.Pointer(of), site}
	return called(fn, func(args []reflect.Value) {
		if what == "look" {
			n.looked()
		} else {
			n.changed()
		}
		n.given(args, what == "read")
	})
}

// given announces the use of the bytes among the arguments of a call.
func (n native) given(args []reflect.Value, write bool) {
	for _, arg := range args {
		if p, ok := reflect.TypeAssert[[]byte](arg); ok {
			elements(p, 0, len(p), write, n.site)
		}
	}
}

// called returns fn with something that is done before each call, when its arguments
// have been evaluated.
func called[F any](fn F, before func(args []reflect.Value)) F {
	return around(fn, func(args []reflect.Value, call calling) []reflect.Value {
		before(args)
		return call(args)
	})
}

// calling calls a function with its arguments, of which a variadic one has the last as a slice.
type calling func(args []reflect.Value) []reflect.Value

// around returns what is done in the place of each call of fn.
func around[F any](fn F, do func(args []reflect.Value, call calling) []reflect.Value) F {
	v := reflect.ValueOf(fn)
	call := v.Call
	if v.Type().IsVariadic() {
		call = v.CallSlice
	}
	return reflect.MakeFunc(v.Type(), func(args []reflect.Value) []reflect.Value { return do(args, call) }).Interface().(F)
}

// usedHash is a hash of the standard library.
type usedHash struct {
	hash.Hash
	native
}

// Write changes it.
func (u usedHash) Write(p []byte) (int, error) {
	u.reads(p)
	u.changed()
	return u.Hash.Write(p)
}

// Reset changes it.
func (u usedHash) Reset() {
	u.changed()
	u.Hash.Reset()
}

// Sum reads it.
func (u usedHash) Sum(b []byte) []byte {
	u.looked()
	u.appends(b, u.Size())
	return u.Hash.Sum(b)
}

type usedHash32 struct {
	usedHash
	hash32 hash.Hash32
}

// Sum32 reads it.
func (u usedHash32) Sum32() uint32 {
	u.looked()
	return u.hash32.Sum32()
}

type usedHash64 struct {
	usedHash
	hash64 hash.Hash64
}

// Sum64 reads it.
func (u usedHash64) Sum64() uint64 {
	u.looked()
	return u.hash64.Sum64()
}

// Hash returns h for a call of one of its methods.
func Hash(h hash.Hash, site int) hash.Hash {
	if n, ok := nativeIn(h, site); ok {
		return usedHash{h, n}
	}
	return h
}

// Hash32 is Hash for one of 32 bits.
func Hash32(h hash.Hash32, site int) hash.Hash32 {
	if n, ok := nativeIn(h, site); ok {
		return usedHash32{usedHash{h, n}, h}
	}
	return h
}

// Hash64 is Hash for one of 64 bits.
func Hash64(h hash.Hash64, site int) hash.Hash64 {
	if n, ok := nativeIn(h, site); ok {
		return usedHash64{usedHash{h, n}, h}
	}
	return h
}
