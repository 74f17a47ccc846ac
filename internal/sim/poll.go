package sim

import (
	"math"
	"time"
	"unsafe"

	"racelab/internal/sim/kernel"
)

// Poll looks each so often whether something holds, at most as long as wait, and says
// whether it did. The model of package testing sets it, which has timers.
var Poll func(holds func() bool, wait, each time.Duration, site int) bool

// polled is how long testify's Eventually is to wait, and how often to look, once the
// program's condition has been polled. Nothing comes between that and its use.
var polled struct{ wait, each time.Duration }

// Polls is the condition that is given to testify's Eventually or Never in the place of
// holds: testify's own goroutine and clock are out of the simulator's sight, so holds is
// polled before their eyes, and they are told at once what came of it.
func Polls(holds func() bool, wait, each time.Duration, site int) func() bool {
	if kernel.Current() == nil {
		polled.wait, polled.each = wait, each
		return holds
	}
	held := Poll(holds, wait, each, site)
	answer(held, time.Nanosecond)
	return func() bool { return held }
}

// PollsWith is Polls for a condition that says by asserting whether it holds. What it
// asserts on is as new as long as nothing has failed.
func PollsWith[C any](asserts func(*C), wait, each time.Duration, site int) func(*C) {
	if kernel.Current() == nil {
		polled.wait, polled.each = wait, each
		return asserts
	}
	last := new(C)
	held := Poll(func() (held bool) {
		c := new(C)
		defer func() { last, held = c, isZero(c) }()
		asserts(c)
		return
	}, wait, each, site)
	answer(held, 20*time.Millisecond) // in which testify learns what failed
	return func(c *C) { *c = *last }
}

// answer makes testify look at once, and wait for what does not hold no longer than that.
func answer(held bool, wait time.Duration) {
	polled.wait, polled.each = wait, time.Nanosecond
	if held {
		polled.wait = math.MaxInt64
	}
}

func isZero[C any](c *C) bool {
	for _, b := range unsafe.Slice((*byte)(unsafe.Pointer(c)), unsafe.Sizeof(*c)) {
		if b != 0 {
			return false
		}
	}
	return true
}

// PolledFor is how long testify is to wait.
func PolledFor() time.Duration { return polled.wait }

// PolledEach is how long testify is to wait before it looks again.
func PolledEach() time.Duration { return polled.each }
