package runtime_test

import (
	real "runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/runtime"
	"racelab/internal/sim/std/simtest"
	"racelab/internal/sim/std/sync/atomic"
)

// TestGoexitEndsNobodyElse ends goroutines in every way, beside others that may have
// resumed them. Each must make all its steps and run its deferred calls once, after them.
func TestGoexitEndsNobodyElse(t *testing.T) {
	ends := map[string]func(){
		"return":         func() {},
		"Goexit":         runtime.Goexit,
		"library Goexit": real.Goexit, // of code that was not rewritten
		"panic":          func() { panic("over") },
		"fatal error":    func() { kernel.Fatal("over") },
	}
	for name, end := range ends {
		var made, ended [3]int
		body := func() {
			made, ended = [3]int{}, [3]int{}
			var n atomic.Int32
			for i := range 3 {
				sim.Go(0, func() {
					defer func() { ended[i] = made[i] }()
					for range 2 {
						n.Add(1)
						made[i]++
					}
					if i > 0 {
						end()
					}
				})
			}
		}
		schedules := simtest.Each(body, func(x *kernel.Exec) {
			require.Equal(t, [3]int{2, 2, 2}, made, name)
			require.Equal(t, made, ended, name)
			require.Empty(t, x.Left, name)
		})
		assert.Equal(t, 90, schedules, name) // 6! / (2! 2! 2!)
	}
}

// TestWhoIsLeftEnds ends goroutines that wait for ever, one of which moves again while
// it ends.
func TestWhoIsLeftEnds(t *testing.T) {
	before := real.NumGoroutine()
	for range 1000 {
		deferred := 0
		x := simtest.Run(func() {
			var n atomic.Int32
			never := sim.Make(make(chan int), 0)
			for range 3 {
				sim.Go(0, func() {
					defer func() { deferred++; n.Add(1); t.Error("it makes no step") }()
					sim.Recv(never, 1)
				})
			}
		})
		require.Len(t, x.Left, 3)
		require.Equal(t, 3, deferred)
	}
	assert.LessOrEqual(t, real.NumGoroutine(), before+4)
}
