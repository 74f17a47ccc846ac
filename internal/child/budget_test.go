package child

import (
	"bytes"
	"encoding/json"
	"testing"
	realtime "time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/sync"
	"racelab/internal/sim/std/sync/atomic"
	simtesting "racelab/internal/sim/std/testing"
	"racelab/internal/sim/std/time"
	"racelab/internal/trace"
)

// crowd has more schedules than anybody tries.
func crowd(*simtesting.T) {
	var mu sync.Mutex
	for range 6 {
		sim.Go(0, func() {
			for range 6 {
				mu.Lock()
				mu.Unlock()
			}
		})
	}
}

// TestABudgetIsCountedInSteps explores a test twice, once with a clock that has
// other things to do.
func TestABudgetIsCountedInSteps(t *testing.T) {
	explore := func(pause realtime.Duration) *trace.Report {
		s := newSession(trace.Request{Test: "TestIt", Seed: 3}, nil, func(t *simtesting.T) {
			realtime.Sleep(pause)
			crowd(t)
		})
		s.budget.maxSteps = 200_000
		return s.explore()
	}
	idle, busy := explore(0), explore(50*realtime.Microsecond)
	assert.Equal(t, trace.Partly, idle.Outcome)
	assert.Equal(t, "the budget was used up", idle.Reason)
	assert.Equal(t, idle.Executions, busy.Executions)
}

func TestATimeIsTheLastResort(t *testing.T) {
	s := newSession(trace.Request{Test: "TestIt", Time: 30 * realtime.Millisecond}, nil, crowd)
	s.budget.maxSteps = 1 << 60
	r := s.explore()
	assert.Equal(t, trace.Partly, r.Outcome)
	assert.Equal(t, "stopped after 30ms", r.Reason)
}

// TestALastResortThatNobodyAskedForWaitsForTheProcessor has no time left by the clock, in a
// process that has had little of the processors.
func TestALastResortThatNobodyAskedForWaitsForTheProcessor(t *testing.T) {
	var b budget
	began := realtime.Now().Add(-2 * trace.LastResort)
	b.limit(began, 0)
	b.work = kernel.ProcessorTime() + realtime.Hour
	assert.False(t, b.over())
	b.until = began
	b.latest = began
	assert.True(t, b.over(), "not for ever")

	b = budget{}
	b.limit(began, 0)
	b.work = 0
	assert.True(t, b.over(), "it has had enough")

	b = budget{}
	b.limit(began, realtime.Second)
	assert.True(t, b.over(), "somebody has asked for it")
}

// slow makes a long way in small steps, of which only the first ones are quick.
func slow(quick int) func(*simtesting.T) {
	return func(*simtesting.T) {
		var mu sync.Mutex
		sim.Go(0, func() { mu.Lock(); mu.Unlock() })
		for i := range 100_000 {
			mu.Lock()
			if i >= quick {
				realtime.Sleep(realtime.Millisecond)
			}
			mu.Unlock()
		}
	}
}

// A test whose first execution takes longer than all of them may: from its beginning, or once it
// has come so far that it is given more steps.
func TestTimeIsOverInTheMidstOfAnExecution(t *testing.T) {
	for _, quick := range []int{0, fairSteps} {
		began := realtime.Now()
		s := newSession(trace.Request{Test: "TestIt", Time: 100 * realtime.Millisecond}, nil, slow(quick))
		r := s.explore()
		assert.Less(t, realtime.Since(began), 10*realtime.Second, "its way takes minutes")
		assert.Equal(t, trace.Inconclusive, r.Outcome)
		assert.True(t, r.Late && r.Unended)
		assert.Equal(t, "stopped after 100ms, before one schedule was at its end", r.Reason)
	}
}

// impatient gives up after a second.
func impatient(t *simtesting.T) {
	done := sim.Make(make(chan bool), 0)
	sim.Go(0, func() { sim.Close(done, 1) })
	end := time.After(time.Second)
	if a, b := sim.RecvCase(done), sim.RecvCase(end); sim.Select(2, false, a, b) == 1 {
		t.Error("too late")
	}
}

func TestTimeWaitsIfItIsPatient(t *testing.T) {
	explore := func(mode trace.TimeMode) *trace.Report {
		return newSession(trace.Request{Test: "TestIt", TimeMode: mode}, nil, impatient).explore()
	}
	r := explore(trace.Patient)
	assert.Equal(t, trace.Passed, r.Outcome)
	assert.Equal(t, trace.Patient, r.TimeMode)
	for _, mode := range []trace.TimeMode{trace.Eager, trace.Both} {
		r = explore(mode)
		require.NotNil(t, r.Failure)
		assert.Equal(t, trace.Assertion, r.Failure.Fault)
		require.Len(t, r.Failure.Late, 1, "whom the time-out must overtake")
		assert.Equal(t, int64(time.Second), r.Failure.Late[0].Lost)
		again := newSession(trace.Request{Test: "TestIt", Replay: r.Failure.Replay}, nil, impatient).explore()
		require.NotNil(t, again.Failure)
		assert.Equal(t, r.Failure.Steps, again.Failure.Steps)
	}
}

// TestALongWayToTheEndIsNotOvertaken: what a test does when time passes only when nobody can
// move tells how much a goroutine has to do; one that goes on for ever tells nothing.
func TestALongWayToTheEndIsNotOvertaken(t *testing.T) {
	logs := func(stop func(n int) bool) func(*simtesting.T) {
		return func(t *simtesting.T) {
			done := sim.Make(make(chan bool), 0)
			sim.Go(0, func() {
				var mu sync.Mutex
				for n := 0; !stop(n); n++ {
					time.Now() // of the line
					mu.Lock()
					mu.Unlock()
				}
				sim.Close(done, 1)
			})
			end := time.After(time.Second)
			if a, b := sim.RecvCase(done), sim.RecvCase(end); sim.Select(2, false, a, b) == 1 {
				t.Error("too late")
			}
		}
	}
	explore := func(fn func(*simtesting.T)) *trace.Report {
		return newSession(trace.Request{Test: "TestIt", TimeMode: trace.Patient, Schedules: 30}, nil, fn).explore()
	}
	assert.NotEqual(t, trace.Failed, explore(logs(func(n int) bool { return n == 1500 })).Outcome)
	wrong := logs(func(int) bool { return false })
	r := explore(wrong)
	require.NotNil(t, r.Failure, "it never ends")
	assert.Equal(t, trace.Assertion, r.Failure.Fault)
	again := newSession(trace.Request{Test: "TestIt", TimeMode: trace.Patient, Replay: r.Failure.Replay}, nil, wrong).explore()
	require.NotNil(t, again.Failure)
	assert.Equal(t, trace.Assertion, again.Failure.Fault)
}

// polls looks at the clock and at a flag that a worker sets after some time, when it has slept
// itself; it must not take a tenth of a second.
func polls(sleep, work time.Duration) func(*simtesting.T) {
	return func(t *simtesting.T) {
		time.Sleep(sleep)
		var done atomic.Bool
		sim.Go(0, func() {
			time.Sleep(work)
			done.Store(true)
		})
		began := time.Now()
		for end := began.Add(time.Minute); !done.Load() && time.Now().Before(end); {
		}
		if time.Since(began) > time.Second/10 {
			t.Error("too late")
		}
	}
}

// How long others have polled the clock before, and what timers let pass when there was
// nothing else to wait for, makes no difference to who begins to poll it after that.
func TestAPollThatBeginsLateTakesNoLonger(t *testing.T) {
	explore := func(fn func(*simtesting.T)) trace.Outcome {
		return newSession(trace.Request{Test: "TestIt", TimeMode: trace.Patient, Schedules: 100}, nil, fn).explore().Outcome
	}
	assert.NotEqual(t, trace.Failed, explore(polls(0, 0)))
	assert.NotEqual(t, trace.Failed, explore(polls(time.Second, 0)), "after a timer")
	assert.NotEqual(t, trace.Failed, explore(polls(time.Hour, time.Millisecond)), "after a timer")
	assert.NotEqual(t, trace.Failed, explore(func(t *simtesting.T) {
		sim.Go(0, func() { time.Sleep(time.Hour) }) // the test is not alone
		for end := time.Now().Add(time.Minute); time.Now().Before(end); {
		}
		done := sim.Make(make(chan bool), 0)
		sim.Go(0, func() {
			polls(0, time.Millisecond)(t)
			sim.Close(done, 1)
		})
		sim.Recv(done, 1)
	}), "after another")
	assert.Equal(t, trace.Failed, explore(polls(time.Second, time.Second/5)), "what it waits for takes longer")
}

// around goes round for ever, with the local variable that next makes of it.
func around(next func(int) int) func(*simtesting.T) {
	return func(*simtesting.T) {
		var mu sync.Mutex
		for at := 0; at >= 0; at = next(at) {
			if sim.Watched() {
				sim.Round(0, false, at)
			}
			mu.Lock()
			mu.Unlock()
		}
	}
}

// What the last execution has shown is looked into, though there was no time for another, and
// the parent process hears of it before.
func TestTheLastExecutionCountsToo(t *testing.T) {
	var said bytes.Buffer
	n, executions := new(int), 0
	s := newSession(trace.Request{Test: "TestIt", Time: 300 * realtime.Millisecond}, &writer{json: json.NewEncoder(&said)}, func(*simtesting.T) {
		if executions++; executions == 2 { // the first is no part of a search
			realtime.Sleep(400 * realtime.Millisecond)
		}
		sim.Go(0, func() { sim.At(n, 1).Set(1) })
		sim.At(n, 2).Set(2)
	})
	r := s.explore()
	assert.True(t, r.Late)
	require.NotNil(t, r.Failure, r.Reason)
	assert.Equal(t, trace.DataRace, r.Failure.Fault)
	assert.Contains(t, said.String(), `{"met":{"fault":"data race","replay":"`)
}
