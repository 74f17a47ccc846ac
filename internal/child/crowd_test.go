package child

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/search"
	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/sync"
	simtesting "racelab/internal/sim/std/testing"
	"racelab/internal/trace"
)

// relay starts n goroutines, each when the one before has ended.
func relay(n int) func(*simtesting.T) {
	return func(*simtesting.T) {
		done := sim.Make(make(chan bool), 0)
		for range n {
			sim.Go(0, func() { sim.SendTo(done, 1).Send(true) })
			sim.Recv(done, 2)
		}
	}
}

// queue lets n goroutines wait for a lock while the test makes as many steps.
func queue(n int) func(*simtesting.T) {
	return func(*simtesting.T) {
		var mu, other sync.Mutex
		mu.Lock()
		for range n {
			sim.Go(0, func() {
				mu.Lock()
				mu.Unlock()
			})
		}
		for range n / 2 {
			other.Lock()
			other.Unlock()
		}
		mu.Unlock()
	}
}

// TestWhatManyGoroutinesCost looks at the cost of one execution. Those that have
// ended cost nothing; to ask those that wait whether they can go on does.
func TestWhatManyGoroutinesCost(t *testing.T) {
	cost := func(body func(*simtesting.T), most int) (x *kernel.Exec, steps int) {
		s := newSession(trace.Request{Test: "TestIt"}, nil, body)
		l := s.replayed()
		l.Crowd = most
		x = s.execute(search.NewReplay(nil), l, false)
		return x, s.budget.steps
	}
	x, steps := cost(relay(2_000), crowdSteps)
	assert.Zero(t, x.Crowding())
	assert.Equal(t, x.Steps()+setUpSteps, steps)

	x, steps = cost(queue(2_000), crowdSteps)
	assert.False(t, x.Cut)
	assert.Greater(t, x.Crowding(), x.Steps())
	assert.Equal(t, x.Steps()+x.Crowding()+setUpSteps, steps, "the budget has it")

	x, _ = cost(queue(2_000), 1_000)
	assert.True(t, x.Cut, "there is an end to it")
	assert.False(t, x.Late)
}
