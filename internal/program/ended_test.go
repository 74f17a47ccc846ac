package program

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
	"racelab/internal/render"
	"racelab/internal/trace"
)

// TestALockThatIsKept explores testdata/ended twice: as a lab, where a goroutine
// may not end with a lock, and as anything else, where that is a remark.
func TestALockThatIsKept(t *testing.T) {
	t.Parallel()
	p := built(t, build.Config{Dir: "testdata/ended"})
	run := func(test string, lab bool) *trace.Report {
		r, err := p.Run(t.Context(), trace.Request{Test: test, Time: 5 * time.Second, NoLockKept: lab}, nil)
		require.NoError(t, err)
		return r
	}
	for _, test := range []string{"TestBakerKeepsTheLock", "TestReaderKeepsTheLock"} {
		r := run(test, true)
		require.NotNil(t, r.Failure, test)
		assert.Equal(t, trace.LockKept, r.Failure.Fault)
		assert.Equal(t, trace.CauseKept, r.Failure.Cause.Kind)
		assert.Len(t, r.Failure.Cause.Places, 2)

		r = run(test, false)
		assert.Equal(t, trace.Passed, r.Outcome, test)
		require.Len(t, r.Remarks, 1, test)
		assert.Equal(t, trace.CauseKept, r.Remarks[0].Cause.Kind)
	}
	for _, test := range []string{"TestBakerKeepsTheLockFixed", "TestReaderKeepsTheLockFixed", "TestHandedOver"} {
		r := run(test, true)
		assert.Equal(t, trace.Passed, r.Outcome, "%s: %+v", test, r.Failure)
		assert.Empty(t, r.Remarks)
	}
}

func TestTheHolderHasEnded(t *testing.T) {
	t.Parallel()
	p := built(t, build.Config{Dir: "testdata/ended"})
	r, err := p.Run(t.Context(), trace.Request{Test: "TestTheNextOneWaits", Time: 5 * time.Second}, nil)
	require.NoError(t, err)
	require.NotNil(t, r.Failure)
	assert.Equal(t, trace.Deadlock, r.Failure.Fault)
	assert.Regexp(t, `^deadlock: bake-1 took o.mu at ended_test.go:20 and returned at ended_test.go:\d+ without unlocking it; bake-2 waits for it at ended_test.go:20$`,
		render.NewWords(r.Failure).Cause())
	text := render.Text(r, render.Options{Width: 100})
	assert.Regexp(t, `(?m)ended_test.go:\d+ .*→ returns, still holds`, text)
}

// TestALoopThatOnlyATimerEnds is no failure: it ends.
func TestALoopThatOnlyATimerEnds(t *testing.T) {
	t.Parallel()
	p := built(t, build.Config{Dir: "testdata/ended"})
	run := func(test string) *trace.Report {
		r, err := p.Run(t.Context(), trace.Request{Test: test, Schedules: 20, TimeMode: trace.Patient}, nil)
		require.NoError(t, err)
		require.Nil(t, r.Failure)
		return r
	}
	r := run("TestWaitsWithoutRest")
	require.Len(t, r.Remarks, 1)
	assert.Equal(t, trace.CauseSpins, r.Remarks[0].Cause.Kind)
	assert.Contains(t, render.Text(r, render.Options{}), "busy loop: 1 step of test, at ended_test.go:")

	assert.Empty(t, run("TestWaitsWithoutRestFixed").Remarks)
}
