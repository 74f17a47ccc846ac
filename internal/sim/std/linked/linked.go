// Package linked is what instrumented programs get that take a function of the
// run-time by its name, with go:linkname: random numbers and hashes are the same
// each time, for a schedule must lead to the same execution, and the clock is the
// virtual one.
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
