// Package rand is what instrumented programs get for package math/rand. Chance
// that has few results – one of up to eight numbers, an order of up to four
// things – is a choice of the schedule, so all of them are tried. Everything
// else comes from a generator that begins anew with every execution, one for
// each goroutine, or, after Seed, one for all.
package rand

import (
	"math/rand"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
)

// These are the real ones.
type (
	Rand     = rand.Rand
	Source   = rand.Source
	Source64 = rand.Source64
	Zipf     = rand.Zipf
)

// New is the real one.
func New(src Source) *Rand { return rand.New(src) }

// NewSource is the real one.
func NewSource(seed int64) Source { return rand.NewSource(seed) }

// NewZipf is the real one.
func NewZipf(r *Rand, s float64, v float64, imax uint64) *Zipf { return rand.NewZipf(r, s, v, imax) }

// seeded is the generator that Seed made, in this execution.
var seeded struct {
	rand  *Rand
	lock  *locked
	epoch uint64
}

// Seed makes the functions of this package return what the real ones do after
// this Seed; nothing is left to chance any more.
func Seed(seed int64) {
	if shared() != nil {
		seeded.lock.Seed(seed)
		return
	}
	use()
	l := &locked{src: rand.NewSource(seed).(Source64)}
	l.bytes = rand.New(l.src)
	seeded.rand, seeded.lock, seeded.epoch = rand.New(l), l, kernel.Epoch()
}

// shared returns the generator that Seed made, or nil.
func shared() *Rand {
	if seeded.rand == nil || seeded.epoch != kernel.Epoch() {
		return nil
	}
	return seeded.rand
}

func own() *Rand {
	if r := shared(); r != nil {
		return r
	}
	return rand.New(model.Random())
}

// Intn returns one of 0 … n-1. It panics if n is not positive.
func Intn(n int) int {
	if n <= 0 {
		panic("invalid argument to Intn")
	}
	if r := shared(); r != nil {
		return r.Intn(n)
	}
	return int(model.Below(uint64(n)))
}

// Int31n returns one of 0 … n-1. It panics if n is not positive.
func Int31n(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int31n")
	}
	if r := shared(); r != nil {
		return r.Int31n(n)
	}
	return int32(model.Below(uint64(n)))
}

// Int63n returns one of 0 … n-1. It panics if n is not positive.
func Int63n(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int63n")
	}
	if r := shared(); r != nil {
		return r.Int63n(n)
	}
	return int64(model.Below(uint64(n)))
}

// Perm returns 0 … n-1 in some order.
func Perm(n int) []int {
	if r := shared(); r != nil {
		return r.Perm(n)
	}
	return model.Perm(n)
}

// Shuffle swaps the elements of 0 … n-1 into some order. It panics if n is negative.
func Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	if r := shared(); r != nil {
		r.Shuffle(n, swap)
		return
	}
	model.Shuffle(n, swap)
}

// Read fills p.
func Read(p []byte) (n int, err error) {
	if shared() != nil {
		return seeded.lock.read(p)
	}
	return own().Read(p)
}
