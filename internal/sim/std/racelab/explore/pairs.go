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

const mostCalls = 9 // their pairs, and each of them on two values, are a choice of at most 64

// Pairs has two goroutines make two of the calls at once, and then makes each
// once more; or it has them make the same call on a value each. Which is left to
// the schedule.
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
	chosen := kernel.Chance(len(all)+len(names), -1)
	if chosen >= len(all) {
		apart(t, set, calls, names[chosen-len(all)])
		return
	}
	a, b := all[chosen][0], all[chosen][1]
	kernel.Calls(a + " and " + b + " at once")
	beside(a, calls[a], b, calls[b])
	calls[a]()
	calls[b]()
}

// Apart is the part of Pairs in which each call is made on two values at once.
func Apart(t *testing.T, set func(t *testing.T) Calls, options ...Option) {
	note(append([]Option{Schedules(scenario.ApartSchedules)}, options...))
	calls := set(t)
	names := slices.Sorted(maps.Keys(calls))
	apart(t, set, calls, names[kernel.Chance(len(names), -1)])
}

// apart has two goroutines make a call: one on the value that is there, the other
// on one that it makes itself.
func apart(t *testing.T, set func(t *testing.T) Calls, calls Calls, name string) {
	kernel.Calls(name + " on two values at once")
	beside(name, calls[name], name+" of another", func() { set(t)[name]() })
}

// beside returns when two goroutines of these names have made a call each.
func beside(a string, first func(), b string, second func()) {
	var both sync.WaitGroup
	for i, call := range []func(){first, second} {
		both.Add(1)
		kernel.Spawn(func() {
			defer both.Done()
			call()
		}).Name = []string{a, b}[i]
	}
	both.Wait()
}
