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
// made once more, so that a lock that was kept is missed. Each call is also made
// on two values at once, one of which was only just made: what they share is not
// theirs. Such a test checks nothing by itself: it is for data races, deadlocks
// and panics, where no other test has two users meet.
//
// Set makes a fresh value each time, and whatever the calls need so that
// they return, however often they are made. What it starts is ended by
// t.Cleanup. There are at most nine calls. Unless an option says otherwise, 10,000
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
		apart(t, set, a)
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

// Apart is for a type whose values have one user each, who waits for every call:
// it explores each call made on two values at once, one of which was only just
// made. What two values share is seen on almost any schedule, so 100 are tried
// unless an option says otherwise. See [Pairs] for what set makes.
func Apart(t *testing.T, set func(t *testing.T) Calls, options ...Option) {
	t.Helper()
	Test(t, func(t *testing.T) {
		for _, name := range slices.Sorted(maps.Keys(set(t))) {
			apart(t, set, name)
		}
	}, append([]Option{Schedules(scenario.ApartSchedules)}, options...)...)
}

// apart makes a call on two values, for those who only want to see what Go's own
// tools say of it.
func apart(t *testing.T, set func(t *testing.T) Calls, name string) {
	t.Run(name+" on two values", func(t *testing.T) {
		calls := set(t)
		var both sync.WaitGroup
		both.Go(calls[name])
		both.Go(func() { set(t)[name]() })
		both.Wait()
	})
}
