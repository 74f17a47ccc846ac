package child

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/sim"
	"racelab/internal/sim/std/sync"
	simtesting "racelab/internal/sim/std/testing"
	"racelab/internal/trace"
)

func failureOf(t *testing.T, fn func(*simtesting.T)) *trace.Failure {
	t.Helper()
	r := explored(fn)
	require.NotNil(t, r.Failure)
	assert.NotEmpty(t, r.Failure.Replay, "a schedule can be asked for again, even if it is nobody's choice")
	return r.Failure
}

func TestARaceIsToldByWhoReadsAndWhoWrites(t *testing.T) {
	f := failureOf(t, func(*simtesting.T) {
		n := new(int)
		var wg sync.WaitGroup
		wg.Go(func() { sim.At(n, 1).Set(1) })
		_ = sim.Get(n, 1)
		wg.Wait()
	})
	assert.Equal(t, trace.DataRace, f.Fault)
	assert.Equal(t, trace.CauseRace, f.Cause.Kind)
	assert.Subset(t, []trace.Op{trace.OpRead, trace.OpWrite}, f.Cause.Ops)
	assert.Contains(t, f.Cause.Ops, trace.OpWrite)
	assert.True(t, f.Minimal, "no schedule with fewer preemptions shows it")
	assert.Zero(t, f.Preemptions)
}

func TestWhoHoldsALockAndWaitsIsNamed(t *testing.T) {
	f := failureOf(t, func(*simtesting.T) {
		var mu sync.Mutex
		var never, wg sync.WaitGroup
		never.Add(1)
		mu.Lock()
		wg.Go(func() { mu.Lock() })
		never.Wait()
	})
	assert.Equal(t, trace.Deadlock, f.Fault)
	assert.Equal(t, trace.CauseChain, f.Cause.Kind)
	assert.Equal(t, []int{2, 0}, f.Cause.Tasks)
	assert.Equal(t, trace.WaitGroup, f.Cause.Wait.Kind)
}
