package search_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/search"
	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/sync/atomic"
)

// TestNeighboursOrderNothing has two atomic variables in one word of memory. A
// store to one and a load of the other order nothing, so the plain accesses
// beside them race in every schedule.
func TestNeighboursOrderNothing(t *testing.T) {
	body := func() {
		flags, shared := new([2]atomic.Int32), new(int)
		kernel.Spawn(func() {
			sim.At(shared, 1).Set(1)
			flags[0].Store(1)
		})
		kernel.Spawn(func() {
			flags[1].Load()
			sim.Get(shared, 2)
		})
	}
	s, n := &search.Every{}, 0
	for ; n == 0 || s.Next(); n++ {
		x := kernel.Execute(body, s, kernel.Limits{Steps: 100, Tail: 100, TailFires: 10}, false)
		assert.NotNil(t, x.Race)
	}
	assert.Equal(t, 6, n)
}
