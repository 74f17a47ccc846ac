package child

import (
	"runtime/debug"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/sim/std/sync"
	simtesting "racelab/internal/sim/std/testing"
	"racelab/internal/trace"
)

// TestWhatFewStepsAllocateIsCollected has executions of ten steps that allocate much.
func TestWhatFewStepsAllocateIsCollected(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // as settle says
	most := uint64(0)
	s := newSession(trace.Request{Test: "TestIt", Schedules: 200}, nil, func(*simtesting.T) {
		var mu sync.Mutex
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() {
				mu.Lock()
				defer mu.Unlock()
				dough = make([]byte, 8<<20)
			})
		}
		wg.Wait()
		most = max(most, inUse())
	})
	s.explore()
	assert.Less(t, most, uint64(4*roomy), "all schedules together allocate gigabytes")
}

var dough []byte
