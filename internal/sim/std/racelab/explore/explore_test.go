package explore_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/linear"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/racelab/explore"
	"racelab/internal/sim/std/simtest"
	"racelab/internal/sim/std/sync"
	sim "racelab/internal/sim/std/testing"
	"racelab/internal/trace"
)

func TestSometimesIsRemembered(t *testing.T) {
	explore.Test(nil, func(*sim.T) {
		explore.Sometimes("never", false)
		explore.Sometimes("once", false)
		explore.Sometimes("once", true)
		explore.Sometimes("once", false)
	}, explore.Schedules(3), explore.MustExhaust())
	assert.Equal(t, []string{"never"}, explore.Never())
}

func TestThePairIsChosenByTheSchedule(t *testing.T) {
	var said string
	got := simtest.Outcomes(func() {
		said = ""
		values := 0
		explore.Pairs(nil, func(*sim.T) explore.Calls {
			values++
			value := fmt.Sprint(values)
			return explore.Calls{"a": func() { said += "a" + value }, "b": func() { said += "b" + value }}
		})
	}, func(*kernel.Exec) string { return said })
	assert.Equal(t, []string{"a1a1a1a1", "a1a2", "a1b1a1b1", "b1b1b1b1", "b1b2"}, slices.Compact(got))
}

func TestAnyNumberIsChosenByTheSchedule(t *testing.T) {
	for _, n := range []int{1, 2, 64, 65, 130, 4097} {
		seen := map[int]bool{}
		schedules := simtest.Each(func() { seen[explore.Chosen(n)] = true }, func(*kernel.Exec) {})
		assert.Equal(t, n, schedules)
		assert.Len(t, seen, n)
		for number := range seen {
			assert.True(t, 0 <= number && number < n)
		}
	}
}

// counter adds one, in one step or in two.
type counter struct {
	mu sync.Mutex
	n  int
}

func (c *counter) add(steps int) int {
	c.mu.Lock()
	n := c.n + 1
	if steps == 2 {
		c.mu.Unlock()
		c.mu.Lock()
	}
	c.n = n
	c.mu.Unlock()
	return n
}

// TestWhatNoOrderExplainsIsAFault asks porcupine in this process.
func TestWhatNoOrderExplainsIsAFault(t *testing.T) {
	asked := 0
	explore.Explained = func(h *trace.History) bool {
		asked++
		return linear.Explains(h)
	}
	for steps, want := range map[int][]string{1: {"explained"}, 2: {"explained", "not linearizable"}} {
		before := asked
		executions := 0
		body := func() {
			explore.Linearizable(nil, func() *counter { return &counter{} }, nil, explore.Operations[*counter]{
				fmt.Sprintf("Add(%d)", steps): func(c *counter) []any { return explore.Results(c.add(steps)) },
			}, explore.Scenarios(2, 1, 0))
		}
		got := simtest.Outcomes(body, func(x *kernel.Exec) string {
			executions++
			if len(x.Faults) == 0 {
				return "explained"
			}
			assert.Len(t, x.Faults, 1)
			assert.Equal(t, x.History.Calls[0].Value, x.History.Calls[1].Value, "both have counted to one")
			return string(x.Faults[0].Kind)
		})
		assert.Equal(t, want, got)
		assert.Less(t, asked-before, executions, "equal histories are asked about once")
	}
}
