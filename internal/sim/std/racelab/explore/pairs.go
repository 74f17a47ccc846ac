package explore

import (
	"maps"
	"slices"

	"racelab/internal/scenario"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/sync"
	"racelab/internal/sim/std/testing"
)

// Calls are what the users of one value may do at any time, by name.
type Calls map[string]func()

const mostCalls = 10 // their pairs are a choice of at most 64

// Pairs has two goroutines make two of the calls at once, and then makes each
// once more. Which two is left to the schedule.
func Pairs(t *testing.T, set func(t *testing.T) Calls, options ...Option) {
	note(append([]Option{Schedules(scenario.PairSchedules)}, options...))
	calls := set(t)
	names := slices.Sorted(maps.Keys(calls))
	if len(names) > mostCalls {
		t.Fatalf("Pairs was given %d calls; it takes at most %d", len(names), mostCalls)
	}
	var all [][2]string
	for i, a := range names {
		for _, b := range names[i:] {
			all = append(all, [2]string{a, b})
		}
	}
	pair := all[kernel.Chance(len(all), -1)]
	kernel.Calls(pair[0] + " and " + pair[1] + " at once")
	var both sync.WaitGroup
	for _, name := range pair {
		both.Add(1)
		kernel.Spawn(func() {
			defer both.Done()
			calls[name]()
		}).Name = name
	}
	both.Wait()
	calls[pair[0]]()
	calls[pair[1]]()
}
