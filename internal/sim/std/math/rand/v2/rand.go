// Package rand is what instrumented programs get for package math/rand/v2.
// Chance that has few results – one of up to eight numbers, an order of up to
// four things – is a choice of the schedule, so all of them are tried.
// Everything else comes from a generator that begins anew with every execution,
// one for each goroutine.
package rand

import (
	"math/rand/v2"

	"racelab/internal/sim/std/model"
)

// These are the real ones.
type (
	ChaCha8 = rand.ChaCha8
	PCG     = rand.PCG
	Rand    = rand.Rand
	Source  = rand.Source
	Zipf    = rand.Zipf
)

// New is the real one.
func New(src Source) *Rand { return rand.New(src) }

// NewChaCha8 is the real one.
func NewChaCha8(seed [32]byte) *ChaCha8 { return rand.NewChaCha8(seed) }

// NewPCG is the real one.
func NewPCG(seed1, seed2 uint64) *PCG { return rand.NewPCG(seed1, seed2) }

// NewZipf is the real one.
func NewZipf(r *Rand, s float64, v float64, imax uint64) *Zipf { return rand.NewZipf(r, s, v, imax) }

func own() *Rand { return rand.New(model.Random()) }

type intType interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 |
		~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

func below[Int intType](n Int, name string) Int {
	if n <= 0 {
		panic("invalid argument to " + name)
	}
	return Int(model.Below(uint64(n)))
}

// Perm returns 0 … n-1 in some order.
func Perm(n int) []int { return model.Perm(n) }

// Shuffle swaps the elements of 0 … n-1 into some order. It panics if n is negative.
func Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	model.Shuffle(n, swap)
}

// N returns one of 0 … n-1. It panics if n is not positive.
func N[Int intType](n Int) Int { return below(n, "N") }

// IntN returns one of 0 … n-1. It panics if n is not positive.
func IntN(n int) int { return below(n, "IntN") }

// Int32N returns one of 0 … n-1. It panics if n is not positive.
func Int32N(n int32) int32 { return below(n, "Int32N") }

// Int64N returns one of 0 … n-1. It panics if n is not positive.
func Int64N(n int64) int64 { return below(n, "Int64N") }

// UintN returns one of 0 … n-1. It panics if n is not positive.
func UintN(n uint) uint { return below(n, "UintN") }

// Uint32N returns one of 0 … n-1. It panics if n is not positive.
func Uint32N(n uint32) uint32 { return below(n, "Uint32N") }

// Uint64N returns one of 0 … n-1. It panics if n is not positive.
func Uint64N(n uint64) uint64 { return below(n, "Uint64N") }
