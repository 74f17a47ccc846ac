package sim

import (
	"hash"
	"reflect"
	"strings"
	"unsafe"

	"racelab/internal/sim/kernel"
)

type hasher = hash.Hash

// used is a hash of the standard library for the time of one call. Its package is not
// rewritten, so the whole of it is one variable.
type used struct {
	hash.Hash
	site int
}

func (u used) memory(write bool) {
	h := u.Hash
	kernel.Memory((*[2]unsafe.Pointer)(unsafe.Pointer(&h))[1], 1, write, u.site)
}

// Write changes it.
func (u used) Write(p []byte) (int, error) {
	u.memory(true)
	return u.Hash.Write(p)
}

// Reset changes it.
func (u used) Reset() {
	u.memory(true)
	u.Hash.Reset()
}

// Sum reads it.
func (u used) Sum(b []byte) []byte {
	u.memory(false)
	return u.Hash.Sum(b)
}

type used32 struct {
	used
	of hash.Hash32
}

// Sum32 reads it.
func (u used32) Sum32() uint32 {
	u.memory(false)
	return u.of.Sum32()
}

type used64 struct {
	used
	of hash.Hash64
}

// Sum64 reads it.
func (u used64) Sum64() uint64 {
	u.memory(false)
	return u.of.Sum64()
}

// Hash returns h for a call of one of its methods, which uses what h points to.
func Hash(h hash.Hash, site int) hash.Hash {
	if !isLibrarys(h) {
		return h
	}
	return used{h, site}
}

// Hash32 is Hash for one of 32 bits.
func Hash32(h hash.Hash32, site int) hash.Hash32 {
	if !isLibrarys(h) {
		return h
	}
	return used32{used{h, site}, h}
}

// Hash64 is Hash for one of 64 bits.
func Hash64(h hash.Hash64, site int) hash.Hash64 {
	if !isLibrarys(h) {
		return h
	}
	return used64{used{h, site}, h}
}

// isLibrarys reports whether h points to a variable of a package that is not rewritten.
func isLibrarys(h any) bool {
	t := reflect.TypeOf(h)
	if t == nil || t.Kind() != reflect.Pointer {
		return false
	}
	path := t.Elem().PkgPath()
	return (strings.HasPrefix(path, "hash/") || strings.HasPrefix(path, "crypto/")) && !strings.HasSuffix(path, "/rl_")
}
