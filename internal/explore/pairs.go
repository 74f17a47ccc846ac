package explore

import (
	"maps"
	"slices"
	"sync"
	"testing"

	"racelab/internal/scenario"
)

// Calls are what the users of one value may do at any time, by name.
type Calls map[string]func()

// Pairs explores what happens if two goroutines at once make any two of the
// calls that set returns, also twice the same. When both have returned, each is
// made once more, so that a lock that was kept is missed. Such a test checks
// nothing by itself: it is for data races, deadlocks and panics, where no other
// test has two users meet.
//
// Set makes a fresh value for each pair, and whatever the calls need so that
// they return, however often they are made. What it starts is ended by
// t.Cleanup. There are at most ten calls. Unless an option says otherwise, 10,000
// schedules are tried.
func Pairs(t *testing.T, set func(t *testing.T) Calls, options ...Option) {
	t.Helper()
	Test(t, func(t *testing.T) { pairs(t, set) }, append([]Option{Schedules(scenario.PairSchedules)}, options...)...)
}

// pairs makes the pairs one after the other, for those who only want to see
// what Go's own tools say of them. In the child, the schedule chooses one.
func pairs(t *testing.T, set func(t *testing.T) Calls) {
	names := slices.Sorted(maps.Keys(set(t)))
	for i, a := range names {
		for _, b := range names[i:] {
			t.Run(a+" and "+b, func(t *testing.T) {
				calls := set(t)
				var both sync.WaitGroup
				both.Go(calls[a])
				both.Go(calls[b])
				both.Wait()
				calls[a]()
				calls[b]()
			})
		}
	}
}
