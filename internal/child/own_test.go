package child

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/sim"
	"racelab/internal/sim/std/racelab/explore"
	"racelab/internal/sim/std/sync"
	"racelab/internal/sim/std/sync/atomic"
	simtesting "racelab/internal/sim/std/testing"
	"racelab/internal/sim/std/time"
	"racelab/internal/trace"
)

func TestATestsOwnOptionsCount(t *testing.T) {
	own := []explore.Option{explore.Schedules(7), explore.MaxSteps(5_000), explore.Patient()}
	body := func(t *simtesting.T) { explore.Test(t, crowd, own...) }
	r := newSession(trace.Request{Test: "TestIt"}, nil, body).explore()
	assert.Equal(t, 7, r.Executions)
	assert.Equal(t, "the test itself asks for no more than 7 schedules", r.Reason)
	assert.Nil(t, r.Overruled)

	r = newSession(trace.Request{Test: "TestIt", Schedules: 9, TimeMode: trace.Eager}, nil, body).explore()
	assert.Equal(t, 9, r.Executions)
	assert.Equal(t, &trace.Options{Schedules: 7, Patient: true}, r.Overruled)

	r = newSession(trace.Request{Test: "TestIt", Schedules: 9}, nil, crowd).explore()
	assert.Nil(t, r.Own)
}

func TestATestThatIsPatientFailsOnlyThen(t *testing.T) {
	body := func(t *simtesting.T) { explore.Test(t, impatient, explore.Patient()) }
	assert.Equal(t, trace.Passed, newSession(trace.Request{Test: "TestIt"}, nil, body).explore().Outcome)
	assert.Equal(t, trace.Failed, newSession(trace.Request{Test: "TestIt", TimeMode: trace.Both}, nil, body).explore().Outcome)
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
