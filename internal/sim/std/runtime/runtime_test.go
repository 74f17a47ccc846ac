package runtime_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/sim/std/runtime"
	"racelab/internal/sim/std/simtest"
)

func TestOwnWorld(t *testing.T) {
	x := simtest.Run(func() {
		assert.Equal(t, 2, runtime.NumGoroutine())
		kernel.Spawn(func() { defer runtime.GC(); runtime.Goexit() })
		assert.Equal(t, 3, runtime.NumGoroutine())
		model.Settle("the other ends")
		assert.Equal(t, 2, runtime.NumGoroutine())
		assert.Equal(t, 2, runtime.GOMAXPROCS(5))
		assert.Equal(t, 5, runtime.GOMAXPROCS(0))
	})
	assert.Equal(t, "done", simtest.Stuck(x))
	simtest.Run(func() { assert.Equal(t, 2, runtime.GOMAXPROCS(0)) })
}

func TestCallersAreOurs(t *testing.T) {
	pc, file, _, ok := runtime.Caller(0)
	assert.True(t, ok)
	assert.True(t, strings.HasSuffix(file, "runtime_test.go"), file)
	assert.Contains(t, runtime.FuncForPC(pc).Name(), "TestCallersAreOurs")
	pcs := make([]uintptr, 1)
	runtime.Callers(1, pcs)
	frame, _ := runtime.CallersFrames(pcs).Next()
	assert.Contains(t, frame.Function, "TestCallersAreOurs")
	runtime.AddCleanup(&pcs, func(int) { panic("never") }, 1).Stop()
}
