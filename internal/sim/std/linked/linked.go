// Package linked is what instrumented programs get that take a function of the
// run-time by its name, with go:linkname: random numbers and hashes are the same
// each time, for a schedule must lead to the same execution, the clock is the
// virtual one, and there is one processor.
package linked

import (
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

// Now returns the time, and what a clock says that is never set.
func Now() (sec int64, nsec int32, mono int64) {
	n := Nanoseconds()
	return n / 1e9, int32(n % 1e9), n
}

// Pin returns the number of the processor that the caller is on. The real one keeps it
// there, and nobody else could move at the caller's next step.
func Pin() int { return 0 }

// Unpin ends what Pin began.
func Unpin() {}
