package search

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/sync"
)

// An execution uses the memory of the last one: of a program that allocates nothing
// itself, none but the first allocates.
func TestOnlyTheFirstExecutionAllocates(t *testing.T) {
	var mu sync.Mutex
	n := new(int)
	bare := func() {
		for range 5 {
			sim.At(n, 2).Set(sim.Get(n, 1) + 1)
		}
	}
	locked := func() {
		for range 4 {
			mu.Lock()
			sim.At(n, 2).Set(sim.Get(n, 1) + 1)
			mu.Unlock()
		}
	}
	for _, p := range []struct {
		name  string
		tasks int
		task  func()
	}{{"loads and stores", 2, bare}, {"increments with a mutex", 3, locked}} {
		t.Run(p.name, func(t *testing.T) {
			body := func() {
				for range p.tasks {
					sim.Go(0, p.task)
				}
			}
			s := NewRandom(1)
			run := func() { s.Next(kernel.Execute(body, s, limits, false)) }
			for range 100 {
				run()
			}
			assert.Zero(t, testing.AllocsPerRun(1000, run))
		})
	}
}
