package child

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"racelab/internal/sim"
	"racelab/internal/sim/std/sync"
	simtesting "racelab/internal/sim/std/testing"
	"racelab/internal/trace"
)

// explored returns the report on one test.
func explored(fn func(*simtesting.T)) *trace.Report {
	s := newSession(trace.Request{Test: "TestIt", Time: 5 * time.Second}, nil, fn)
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
