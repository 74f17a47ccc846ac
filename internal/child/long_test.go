//go:build !race

package child

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/sim"
	"racelab/internal/sim/std/sync"
	"racelab/internal/sim/std/sync/atomic"
	simtesting "racelab/internal/sim/std/testing"
	"racelab/internal/sim/std/time"
	"racelab/internal/trace"
)

// Here are tests of hundreds of thousands of steps; see share.

// larder throws away a cake when its timer fires, and counts on whoever takes the
// cake before to stop the timer; if that was too late, the function returns early.
func larder(returns func(*sync.Mutex)) func(*simtesting.T) {
	return func(*simtesting.T) {
		var mu sync.Mutex
		for range 3_000 {
			taken := false
			timer := time.AfterFunc(1, func() {
				mu.Lock()
				if taken {
					returns(&mu)
					return
				}
				mu.Unlock()
			})
			mu.Lock()
			taken = !timer.Stop()
			mu.Unlock()
		}
	}
}

// TestThousandsOfTimers is a test of many rounds, of which the first few can show
// what is wrong. Without preemption thousands of goroutines wait for its lock.
func TestThousandsOfTimers(t *testing.T) {
	explore := func(returns func(*sync.Mutex)) *trace.Report {
		s := newSession(trace.Request{Test: "TestIt", Seed: 1}, nil, larder(returns))
		s.budget.maxSteps = 500_000
		return s.explore()
	}
	r := explore(func(*sync.Mutex) {})
	if assert.NotNil(t, r.Failure, r.Reason) {
		assert.Equal(t, trace.Deadlock, r.Failure.Fault)
	}
	r = explore((*sync.Mutex).Unlock)
	assert.NotEqual(t, trace.Failed, r.Outcome)
	assert.NotContains(t, r.Reason, "stopped after", "no time was needed")
}

// Who fails after many steps may fail more simply after as many.
func TestALongFailureIsShortenedToo(t *testing.T) {
	body := func(*simtesting.T) {
		var oven sync.Mutex
		var baked sync.WaitGroup
		baked.Add(1)
		sim.Go(0, func() {
			defer baked.Done()
			for range 3 * defaultSteps / 2 {
				oven.Lock()
				oven.Unlock()
			}
			oven.Lock() // and keeps it
		})
		baked.Wait()
		oven.Lock()
	}
	r := newSession(trace.Request{Test: "TestIt"}, nil, body).explore()
	if assert.NotNil(t, r.Failure, r.Reason) {
		assert.Equal(t, trace.Deadlock, r.Failure.Fault)
		assert.Zero(t, r.Failure.Preemptions)
		assert.True(t, r.Failure.Minimal)
	}
}

// What is too long to be seen to its end is not said to pass.
func TestTooLongIsNotToPass(t *testing.T) {
	body := func(t *simtesting.T) {
		var ajar atomic.Bool
		sim.Go(0, func() {
			ajar.Store(true)
			ajar.Store(false)
		})
		if ajar.Load() {
			t.Fatal("the door is ajar")
		}
		var oven sync.Mutex
		for range longSteps {
			oven.Lock()
			oven.Unlock()
		}
	}
	r := newSession(trace.Request{Test: "TestIt"}, nil, body).explore()
	if assert.NotNil(t, r.Failure, r.Reason) {
		assert.NotZero(t, r.Failure.Preemptions)
		assert.False(t, r.Failure.Minimal)
	}
}

// A test that makes more steps than a schedule mostly may, and leaves somebody behind at its end,
// is given more, and told without most of them.
func TestWhatIsWrongAtAFarEndIsFound(t *testing.T) {
	explore := func(room int) *trace.Report {
		s := newSession(trace.Request{Test: "TestIt"}, nil, func(*simtesting.T) {
			cakes := sim.Make(make(chan int, room), 1)
			begin := sim.Make(make(chan int), 2)
			sim.Go(0, func() {
				sim.Recv(begin, 3)
				sim.SendTo(cakes, 4).Send(1)
			})
			var oven sync.Mutex
			for range longSteps {
				oven.Lock()
				oven.Unlock()
			}
			sim.Close(begin, 5)
		})
		s.budget.maxSteps = 3_000_000
		return s.explore()
	}
	r := explore(0)
	require.NotNil(t, r.Failure, r.Reason)
	assert.Equal(t, trace.Leak, r.Failure.Fault)
	assert.LessOrEqual(t, len(r.Failure.Steps), mostSteps)
	told := len(r.Failure.Steps)
	for _, s := range r.Failure.Steps {
		for _, l := range s.Left {
			assert.Zero(t, l.Task)
			told += l.Steps
		}
	}
	assert.Greater(t, told, 2*longSteps, "it says how many are left out")
	assert.True(t, slices.ContainsFunc(r.Failure.Steps, func(s trace.Step) bool { return s.Fatal }))
	assert.Equal(t, trace.Partly, explore(1).Outcome)
}

// serves has a clerk serve so many customers, one after the other, who both note the time;
// then it calls end.
func serves(customers int, end func()) {
	orders := sim.Make(make(chan int), 0)
	served := sim.Make(make(chan int), 0)
	sim.Go(0, func() {
		for range customers {
			order := sim.Recv(orders, 1)
			_ = time.Now()
			sim.SendTo(served, 2).Send(order)
		}
	})
	for c := range customers {
		sim.SendTo(orders, 3).Send(c)
		_ = time.Now()
		sim.Recv(served, 4)
	}
	end()
}

// Who has much to do, and notes the time, does not wait for it. A few thousand steps are no
// work that a time-out of a second should end, and none that takes centuries.
func TestTimeDoesNotRunAwayFromWhoNotesIt(t *testing.T) {
	explore := func(fn func(*simtesting.T)) trace.Outcome {
		return newSession(trace.Request{Test: "TestIt", TimeMode: trace.Patient, Schedules: 1}, nil, fn).explore().Outcome
	}
	assert.NotEqual(t, trace.Failed, explore(func(t *simtesting.T) {
		late := time.AfterFunc(time.Second, func() { t.Error("too late") })
		serves(6_000, func() { late.Stop() })
	}))
	assert.Equal(t, trace.Failed, explore(func(t *simtesting.T) {
		late := time.AfterFunc(time.Second, func() { t.Error("too late") })
		serves(6_000, func() { time.Sleep(time.Second) })
		late.Stop()
	}), "it sleeps beside")
	assert.NotEqual(t, trace.Failed, explore(func(t *simtesting.T) {
		began := time.Now()
		serves(calmSteps/3, func() {
			if d := time.Since(began); d < 0 {
				t.Error(d)
			}
		})
	}), "more than is looked at")
	assert.NotEqual(t, trace.Failed, explore(func(t *simtesting.T) {
		serves(3_000, func() { time.Sleep(time.Second) })
		late := time.AfterFunc(time.Second, func() { t.Error("too late") })
		serves(3_000, func() { late.Stop() })
		for {
			time.Sleep(time.Second) // it never ends, but what it did before a sleep was work
		}
	}), "without an end")
}

// Who serves a thousand has a thousand times as much to do before a time-out should end it.
func TestTimeDoesNotRunAwayFromWhoServesMany(t *testing.T) {
	body := func(t *simtesting.T) {
		const many = 1000
		open := sim.Make(make(chan bool), 0)
		asked, gone := sim.Make(make(chan int), 0), sim.Make(make(chan bool), many)
		sim.Go(0, func() {
			for range many {
				sim.Recv(asked, 1)
				_ = time.Now()
			}
		})
		for c := range many {
			sim.Go(0, func() {
				sim.Recv(open, 2)
				time.Sleep(time.Second)
				sim.SendTo(asked, 3).Send(c)
				sim.SendTo(gone, 4).Send(true)
			})
		}
		serves(calmSteps/5, func() {}) // so that nothing is known of what comes now
		late := time.AfterFunc(1100*time.Millisecond, func() { t.Error("too late") })
		sim.Close(open, 5)
		for range many {
			sim.Recv(gone, 6)
		}
		late.Stop()
	}
	r := newSession(trace.Request{Test: "TestIt", TimeMode: trace.Patient, Schedules: 2}, nil, body).explore()
	assert.NotEqual(t, trace.Failed, r.Outcome)
}

// A program that goes on without end after it has failed is not told of at length.
func TestWhatComesAfterAFailureIsNotAllTold(t *testing.T) {
	goesOn := func(fail func(*simtesting.T)) func(*simtesting.T) {
		return func(st *simtesting.T) {
			var wg sync.WaitGroup
			wg.Go(func() { fail(st) })
			var mu sync.Mutex
			for range 50_000 {
				mu.Lock()
				mu.Unlock()
			}
			wg.Wait()
		}
	}
	for fault, fail := range map[trace.Fault]func(*simtesting.T){
		trace.Panic:     func(*simtesting.T) { panic("out of flour") },
		trace.Assertion: func(st *simtesting.T) { st.Error("no flour") },
	} {
		r := newSession(trace.Request{Test: "TestIt", Schedules: 20}, nil, goesOn(fail)).explore()
		require.NotNil(t, r.Failure, r.Reason)
		assert.Equal(t, fault, r.Failure.Fault)
		assert.LessOrEqual(t, len(r.Failure.Steps), defaultSteps+mostAfter, "%s: a replay may make many more", fault)
	}
}

// atWork asks a worker again and again, and gives it a millisecond each time, in
// which the worker makes so many steps.
func atWork(steps int) func(*simtesting.T) {
	return func(t *simtesting.T) {
		for range 3 {
			done := sim.Make(make(chan bool), 0)
			sim.Go(0, func() {
				var mu sync.Mutex
				for range steps / 2 {
					mu.Lock()
					mu.Unlock()
				}
				sim.Close(done, 1)
			})
			end := time.After(time.Millisecond)
			if a, b := sim.RecvCase(done), sim.RecvCase(end); sim.Select(2, false, a, b) == 1 {
				t.Error("too late")
			}
		}
	}
}

func TestAShortTimeOutDoesNotOvertakeWhoIsAtWork(t *testing.T) {
	explore := func(steps int) *trace.Report {
		return newSession(trace.Request{Test: "TestIt", TimeMode: trace.Patient, Schedules: 30}, nil, atWork(steps)).explore()
	}
	assert.NotEqual(t, trace.Failed, explore(work*2/3).Outcome)
	assert.NotEqual(t, trace.Failed, explore(work*2).Outcome, "it comes to its end by itself")
	assert.Equal(t, trace.Failed, explore(calmSteps).Outcome, "a millisecond is over some time")
}

func TestEndlessIsAStateThatComesBack(t *testing.T) {
	explore := func(fn func(*simtesting.T)) *trace.Report {
		t.Helper()
		s := newSession(trace.Request{Test: "TestIt"}, nil, func(t *simtesting.T) {
			sim.Go(0, func() {}) // so that the test is not alone
			fn(t)
		})
		s.budget.maxSteps = 400_000
		return s.explore()
	}
	r := explore(around(func(at int) int { return (at + 1) % 3 }))
	require.NotNil(t, r.Failure)
	assert.Equal(t, trace.Livelock, r.Failure.Fault)
	assert.Equal(t, 6, r.Failure.Cycle)

	r = explore(around(func(at int) int { return at + 1 }))
	assert.Equal(t, trace.Inconclusive, r.Outcome, "it counts")
	assert.Equal(t, "not at its end after 250000 steps", r.Reason)

	r = explore(around(func(at int) int {
		if at == 3_999 {
			return -1
		}
		return at + 1
	}))
	assert.Equal(t, trace.Passed, r.Outcome, "it ends")
}
