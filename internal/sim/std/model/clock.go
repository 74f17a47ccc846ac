package model

import (
	"time"
	"unsafe"

	"racelab/internal/trace"
)

// Start is the time at which every execution begins, the same as in a bubble
// of testing/synctest. It is in UTC wherever the program runs.
var Start = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

// At returns the time that is so many virtual nanoseconds after Start.
func At(now int64) time.Time { return Start.Add(time.Duration(now)) }

// Channel names a channel in the books of the explorer.
func Channel[C ~chan E, E any](ch C) trace.Object {
	return trace.Object(uintptr(*(*unsafe.Pointer)(unsafe.Pointer(&ch))))
}
