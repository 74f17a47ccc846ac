package model

import (
	"time"
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// Start is the time at which every execution begins. It is in UTC wherever the
// program runs, and no beginning of a second, hour, day or year, for at such a
// moment a timetable does what it does at no other.
var Start = time.Date(2026, time.March, 11, 10, 37, 42, 618_000_000, time.UTC)

// bubbleStart is the time at which every bubble of testing/synctest begins.
var bubbleStart = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

// zero is the time at 0 virtual nanoseconds.
func zero() time.Time {
	if began, in := kernel.Running().InBubble(); in {
		return bubbleStart.Add(-time.Duration(began))
	}
	return Start
}

// At returns the time at so many virtual nanoseconds.
func At(now int64) time.Time { return zero().Add(time.Duration(now)) }

// When returns at how many virtual nanoseconds it is time t.
func When(t time.Time) int64 { return int64(t.Sub(zero())) }

// Channel names a channel in the books of the explorer.
func Channel[C ~chan E, E any](ch C) trace.Object {
	return trace.Object(uintptr(*(*unsafe.Pointer)(unsafe.Pointer(&ch))))
}
