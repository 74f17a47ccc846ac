// Package maphash is what instrumented programs get for package hash/maphash.
// Its hashes are the same in every execution, and made of values alone; of
// pointers and channels, which are somewhere else each time, all hashes are
// equal.
package maphash

import (
	"encoding/binary"
	"hash"
	"math"
	"reflect"

	"racelab/internal/sim/std/model"
)

// The parameters of FNV-1a (Fowler, Noll, Vo), with 64 bits.
const (
	offset = 14695981039346656037
	prime  = 1099511628211
)

// A Seed chooses a hash function. The zero Seed is not valid.
type Seed struct{ s uint64 }

// MakeSeed returns a new seed.
func MakeSeed() Seed { return Seed{model.Random().Uint64() | 1} }

// A Hash is the hash of a sequence of bytes.
type Hash struct {
	_     [0]func() // not comparable
	seed  Seed
	state uint64
}

// begin makes the zero Hash ready.
func (h *Hash) begin() {
	if h.seed.s == 0 {
		h.SetSeed(MakeSeed())
	}
}

// Write adds b.
func (h *Hash) Write(b []byte) (int, error) {
	h.begin()
	for _, c := range b {
		h.add(c)
	}
	return len(b), nil
}

// WriteString adds the bytes of s.
func (h *Hash) WriteString(s string) (int, error) {
	h.begin()
	for i := range len(s) {
		h.add(s[i])
	}
	return len(s), nil
}

// WriteByte adds b.
func (h *Hash) WriteByte(b byte) error {
	h.begin()
	h.add(b)
	return nil
}

func (h *Hash) add(b byte) { h.state = (h.state ^ uint64(b)) * prime }

func (h *Hash) addWord(n uint64) {
	var word [8]byte
	binary.LittleEndian.PutUint64(word[:], n)
	for _, c := range word {
		h.add(c)
	}
}

// Seed returns the seed.
func (h *Hash) Seed() Seed {
	h.begin()
	return h.seed
}

// SetSeed begins anew with another seed.
func (h *Hash) SetSeed(seed Seed) {
	if seed.s == 0 {
		panic("maphash: use of uninitialized Seed")
	}
	h.seed = seed
	h.Reset()
}

// Reset begins anew with the same seed.
func (h *Hash) Reset() {
	if h.seed.s == 0 {
		h.seed = MakeSeed()
	}
	h.state = offset ^ h.seed.s
}

// Sum64 returns the hash of what has been added.
func (h *Hash) Sum64() uint64 {
	h.begin()
	n := h.state // FNV leaves the upper bits of short inputs much the same
	n = (n ^ n>>33) * 0xff51afd7ed558ccd
	n = (n ^ n>>33) * 0xc4ceb9fe1a85ec53
	return n ^ n>>33
}

// Sum appends the hash to b.
func (h *Hash) Sum(b []byte) []byte { return binary.BigEndian.AppendUint64(b, h.Sum64()) }

// Size returns 8.
func (h *Hash) Size() int { return 8 }

// BlockSize returns the block size of the real one.
func (h *Hash) BlockSize() int { return 128 }

// Clone returns a copy.
func (h *Hash) Clone() (hash.Cloner, error) {
	h.begin()
	c := *h
	return &c, nil
}

// Bytes returns the hash of b.
func Bytes(seed Seed, b []byte) uint64 {
	var h Hash
	h.SetSeed(seed)
	_, _ = h.Write(b) // which cannot fail
	return h.Sum64()
}

// String returns the hash of the bytes of s.
func String(seed Seed, s string) uint64 {
	var h Hash
	h.SetSeed(seed)
	_, _ = h.WriteString(s) // which cannot fail
	return h.Sum64()
}

// Comparable returns the hash of v.
func Comparable[T comparable](seed Seed, v T) uint64 {
	var h Hash
	h.SetSeed(seed)
	WriteComparable(&h, v)
	return h.Sum64()
}

// WriteComparable adds v to h.
func WriteComparable[T comparable](h *Hash, x T) {
	SimWriteValue(h, reflect.ValueOf(&x).Elem())
}

// SimWriteValue adds v to h.
func SimWriteValue(h *Hash, v reflect.Value) {
	h.begin()
	h.value(v)
}

func (h *Hash) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		if v.Bool() {
			h.add(1)
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		h.addWord(uint64(v.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		h.addWord(v.Uint())
	case reflect.Float32, reflect.Float64:
		h.float(v.Float())
	case reflect.Complex64, reflect.Complex128:
		h.float(real(v.Complex()))
		h.float(imag(v.Complex()))
	case reflect.String:
		h.addWord(uint64(v.Len()))
		_, _ = h.WriteString(v.String()) // which cannot fail
	default:
		h.parts(v)
	}
}

func (h *Hash) parts(v reflect.Value) {
	switch v.Kind() {
	case reflect.Array:
		for i := range v.Len() {
			h.value(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			h.value(v.Field(i))
		}
	case reflect.Interface:
		if !v.IsNil() {
			_, _ = h.WriteString(v.Elem().Type().String()) // which cannot fail
			h.value(v.Elem())
		}
	}
}

// float adds f. The two zeros are equal.
func (h *Hash) float(f float64) {
	if f == 0 {
		f = 0
	}
	h.addWord(math.Float64bits(f))
}
