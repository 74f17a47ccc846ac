package child

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/sim"
	"racelab/internal/sim/std/sync"
	simtesting "racelab/internal/sim/std/testing"
	"racelab/internal/sim/std/time"
	"racelab/internal/trace"
)

// giveWay has two goroutines begin again whenever the other has begun since. In
// eager time each of them comes to its quantum in the end.
func giveWay(*simtesting.T) {
	var mu sync.Mutex
	last := -1
	busy := func(id int) {
		for mine := false; ; {
			if sim.Watched() {
				sim.Round(0, false, mine)
			}
			mu.Lock()
			if mine = sim.Get(&last, 1) == id; mine {
				mu.Unlock()
				return
			}
			sim.At(&last, 2).Set(id)
			mu.Unlock()
			time.Sleep(2 * time.Second)
		}
	}
	sim.Go(0, func() { busy(1) })
	time.Sleep(time.Second)
	busy(2)
}

// TestAPositionSaysWhatTheExplorerSays follows what is shown of each cycle.
func TestAPositionSaysWhatTheExplorerSays(t *testing.T) {
	beside := func(fn func(*simtesting.T)) func(*simtesting.T) {
		return func(t *simtesting.T) {
			sim.Go(0, func() {})
			fn(t)
		}
	}
	for name, fn := range map[string]func(*simtesting.T){
		"of patient time":          giveWay,
		"of steps that look alike": beside(around(func(at int) int { return (at + 1) % 3 })),
	} {
		t.Run(name, func(t *testing.T) {
			r := explored(fn)
			require.NotNil(t, r.Failure, r.Reason)
			schedule, cycle, err := trace.ParseEndless(r.Failure.Replay)
			require.NoError(t, err)
			require.Positive(t, cycle)
			round := schedule[len(schedule)-cycle:]
			for range shownRounds - 1 {
				schedule = append(schedule, round...)
			}
			s := newSession(trace.Request{Test: "TestIt"}, nil, fn)
			assert.Equal(t, r.Failure.Fault, s.position(trace.Ask{}, schedule).Fault)
		})
	}
	counts := newSession(trace.Request{Test: "TestIt"}, nil, beside(around(func(at int) int { return at + 1 })))
	assert.Empty(t, counts.position(trace.Ask{Steps: 60}, nil).Fault, "it counts")
}
