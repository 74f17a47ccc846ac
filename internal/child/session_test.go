package child

import (
	"testing"
	realtime "time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/sim"
	"racelab/internal/sim/std/sync"
	simtesting "racelab/internal/sim/std/testing"
	"racelab/internal/sim/std/time"
	"racelab/internal/trace"
)

// explored returns the report on one test.
func explored(fn func(*simtesting.T)) *trace.Report {
	s := newSession(trace.Request{Test: "TestIt", Time: realtime.Minute, Resort: true}, nil, fn)
	return s.explore()
}

func TestThreeTimesTwoLocksHaveNinetyClasses(t *testing.T) {
	r := explored(func(t *simtesting.T) {
		var mu sync.Mutex
		var wg sync.WaitGroup
		n := new(int)
		for range 3 {
			wg.Go(func() {
				for range 2 {
					mu.Lock()
					sim.At(n, 1).Set(sim.Get(n, 1) + 1)
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		if *n != 6 {
			t.Errorf("got %d", *n)
		}
	})
	assert.Equal(t, trace.Passed, r.Outcome)
	assert.Equal(t, 90, r.Classes, "one class for each order of the six locks")
}

// TestFewPointsHaveTheSameClasses has a search in which accesses of memory are steps
// only where they race, and one in which all are, go through the same program.
func TestFewPointsHaveTheSameClasses(t *testing.T) {
	body := func(*simtesting.T) {
		var mu sync.Mutex
		n, m := new(int), new(int)
		work := func() {
			mu.Lock()
			sim.At(m, 1).Set(sim.Get(m, 2) + 1)
			mu.Unlock()
			sim.At(n, 3).Set(sim.Get(n, 4) + 1)
		}
		sim.Go(0, work)
		sim.Go(0, work)
	}
	few, all := newSession(trace.Request{Test: "TestIt"}, nil, body), newSession(trace.Request{Test: "TestIt"}, nil, body)
	all.points.Fill()
	got, want := few.explore(), all.explore()
	assert.False(t, few.points.Whole())
	require.NotNil(t, got.Failure)
	assert.Equal(t, trace.DataRace, got.Failure.Fault)
	assert.NotZero(t, got.Classes)
	assert.Equal(t, want.Classes, got.Classes)
	assert.Equal(t, want.Failure.Steps, got.Failure.Steps)
	assert.Equal(t, want.Failure.Replay, got.Failure.Replay)
}

// inStep is two goroutines that get out of each other's way, again and again.
func inStep(*simtesting.T) {
	var a, b sync.Mutex
	work := func(mine, other *sync.Mutex) {
		for got := false; !got; {
			if sim.Watched() {
				sim.Round(0, false, got)
			}
			mine.Lock()
			time.Sleep(1)
			if got = other.TryLock(); got {
				other.Unlock()
			} else {
				time.Sleep(1)
			}
			mine.Unlock()
		}
	}
	sim.Go(0, func() { work(&a, &b) })
	work(&b, &a)
}

func TestACycleIsReplayed(t *testing.T) {
	first := explored(inStep)
	require.NotNil(t, first.Failure)
	assert.Equal(t, trace.Livelock, first.Failure.Fault)
	assert.Contains(t, first.Failure.Replay, "@")
	again := newSession(trace.Request{Test: "TestIt", Replay: first.Failure.Replay}, nil, inStep).explore()
	require.NotNil(t, again.Failure, again.Reason)
	assert.Equal(t, first.Failure, again.Failure)
}

// TestWhatDoesNotRepeat has programs that take a counter from one execution to
// the next.
func TestWhatDoesNotRepeat(t *testing.T) {
	runs, n := 0, new(int)
	for name, fn := range map[string]func(*simtesting.T){
		"a failure": func(t *simtesting.T) {
			if runs++; runs%5 == 0 {
				t.Error("every fifth time")
			}
		},
		"a data race": func(*simtesting.T) {
			if runs++; runs%5 == 0 {
				sim.Go(0, func() { sim.At(n, 1).Set(1) })
				sim.At(n, 2).Set(2)
			}
		},
		"a step": func(*simtesting.T) {
			sim.Go(0, func() {})
			if runs++; runs%5 == 0 {
				sim.At(n, 3).Set(2)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			runs = 0
			r := explored(fn)
			require.NotNil(t, r.Failure, "%s: %s", r.Outcome, r.Reason)
			assert.Equal(t, trace.Inconclusive, r.Outcome, "nothing is known of it but that it cannot be repeated")
			assert.Equal(t, trace.Unstable, r.Failure.Fault)
			assert.Equal(t, trace.CauseUnstable, r.Failure.Cause.Kind)
			assert.Nil(t, r.Race)
		})
	}
}

func TestAReplayThatPassesProvesNothing(t *testing.T) {
	r := newSession(trace.Request{Test: "TestIt", Replay: "0"}, nil, func(*simtesting.T) {}).explore()
	assert.Equal(t, trace.Partly, r.Outcome)
	assert.Equal(t, "only the schedule asked for was run", r.Reason)
}
