package bugs

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/explore"
)

// waits explores what is right as long as no goroutine is slower than a time-out.
func waits[T any](t *testing.T, what func(*testing.T, T), how T) {
	explore.Test(t, func(t *testing.T) { what(t, how) }, explore.Patient())
}

// countTwo counts two guests who come at the same time, and waits until both are counted.
func countTwo(t *testing.T, atOnce bool) {
	var guests atomic.Int32
	for range 2 {
		go func() {
			if atOnce {
				guests.Add(1)
			} else {
				guests.Store(guests.Load() + 1)
			}
		}()
	}
	require.Eventually(t, func() bool { return guests.Load() == 2 }, time.Second, 100*time.Millisecond)
}

// kind: atomicity
// want: assertion "has read"
func TestEventuallyBothAreCounted(t *testing.T) { waits(t, countTwo, false) }

// want: passed
func TestEventuallyBothAreCountedFixed(t *testing.T) { waits(t, countTwo, true) }

// collects asks by checks of its own, of which one ends the goroutine that asks.
func collects(t *testing.T, guests int32) {
	var came atomic.Int32
	for range 2 {
		go came.Add(1)
	}
	assert.EventuallyWithTf(t, func(c *assert.CollectT) {
		require.Equal(c, guests, came.Load())
	}, time.Second, 500*time.Millisecond, "the %s", "guests")
}

// want: assertion "expected: 3"
func TestEventuallyThree(t *testing.T) { waits(t, collects, 3) }

// want: passed
func TestEventuallyThreeFixed(t *testing.T) { waits(t, collects, 2) }

// rings asks whether a bell stays silent.
func rings(t *testing.T, after time.Duration) {
	var rung atomic.Bool
	go func() {
		time.Sleep(after)
		rung.Store(true)
	}()
	assert.New(t).Never(rung.Load, 300*time.Millisecond, 100*time.Millisecond)
	time.Sleep(after)
}

// want: assertion "Condition satisfied"
func TestTheBellIsNeverRung(t *testing.T) { waits(t, rings, 150*time.Millisecond) }

// want: passed
func TestTheBellIsNeverRungFixed(t *testing.T) { waits(t, rings, 350*time.Millisecond) }

// lights asks of a lamp whether it is on, which is no atomic variable.
func lights(t *testing.T, waits bool) {
	on, lit := false, make(chan bool)
	go func() {
		on = true // race
		close(lit)
	}()
	asks := func() bool {
		if waits {
			<-lit
		}
		return on // race
	}
	assert.Eventually(t, asks, time.Second, 500*time.Millisecond)
}

// kind: data race
// want: data race
func TestEventuallyALightIsOn(t *testing.T) { waits(t, lights, false) }

// want: passed
func TestEventuallyALightIsOnFixed(t *testing.T) { waits(t, lights, true) }

// looksAtAnAssertion asks what an assertion does with a test, made up or its own.
func looksAtAnAssertion(t *testing.T, madeUp bool) {
	var seen *testing.T
	if madeUp {
		seen = new(testing.T)
	} else {
		seen = t
	}
	done := make(chan bool)
	go func() { done <- assert.Less(seen, 2, 1) }()
	if <-done || !seen.Failed() {
		t.Error("nothing was asserted")
	}
}

// want: assertion "less than"
func TestAnAssertionFails(t *testing.T) { looksAtAnAssertion(t, false) }

// want: passed
func TestAnAssertionFailsFixed(t *testing.T) { looksAtAnAssertion(t, true) }
