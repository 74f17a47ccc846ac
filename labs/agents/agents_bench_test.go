package agents

import (
	"context"
	"sync"
	"testing"
	"time"
)

const staff = 8

// slow is an agent who looks things up, and keeps no processor busy meanwhile.
func slow(question string) (string, error) {
	time.Sleep(100 * time.Microsecond)
	return answer(question)
}

func BenchmarkSequentialCalls(b *testing.B) {
	for b.Loop() {
		for range 4 * staff {
			slow("which bus?")
		}
	}
}

func BenchmarkCallsInTheEvening(b *testing.B) { calls(b, 0) }

// All agents but one had a call that went wrong.
func BenchmarkCallsTowardsMorning(b *testing.B) { calls(b, staff-1) }

func calls(b *testing.B, wentWrong int) {
	line := Open(staff, slow)
	for range wentWrong {
		ask(line, "noise")
	}
	for b.Loop() {
		var callers sync.WaitGroup
		for range 4 * staff {
			callers.Go(func() { line.Ask(context.Background(), "which bus?") })
		}
		callers.Wait()
	}
}
