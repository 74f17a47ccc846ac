// Package synctest is what instrumented programs get for package
// testing/synctest. All of an execution is a bubble already, so Test runs its
// body where it is.
//
// Time passes only when everybody waits, and a Wait returns only after all timers
// of the present moment. One thing differs: whoever waits for a mutex counts as
// waiting, too.
package synctest

import (
	"racelab/internal/sim/std/model"
	"racelab/internal/sim/std/testing"
	"racelab/internal/trace"
)

// Test runs f and waits until all goroutines that were started in it have
// ended. Its T has cleanups and a context of its own.
func Test(t *testing.T, f func(*testing.T)) { testing.SimBubble(t, f) }

// Wait waits until no other goroutine can go on.
func Wait() { model.Settle(trace.FactSettled) }
