package search

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/sync"
)

// What the program below uses, so that it allocates nothing itself.
var (
	shared   int
	guard    sync.Mutex
	increase = func() {
		for range 2 {
			guard.Lock()
			sim.At(&shared, 2).Set(sim.Get(&shared, 1) + 1)
			guard.Unlock()
		}
	}
)

// TestExecutionsAllocateNothing holds the kernel and the searches to using their
// memory again.
func TestExecutionsAllocateNothing(t *testing.T) {
	body := func() {
		for range 3 {
			sim.Go(0, increase)
		}
	}
	random, all := NewRandom(1), &DPOR{}
	exhaust := func() { all.Next(kernel.Execute(body, all, limits, false)) } // and from the beginning, when there is no next
	sample := func() { random.Next(kernel.Execute(body, random, limits, false)) }
	for range 300 {
		exhaust()
		sample()
	}
	assert.Zero(t, testing.AllocsPerRun(1000, sample), "a random schedule")
	assert.Zero(t, testing.AllocsPerRun(1000, exhaust), "a schedule of all")
}
