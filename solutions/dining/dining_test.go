package dining

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
)

// enough is the number of reaches after which nobody will ever be done.
const enough = 1000

// party has bakers decorate one cake each, on the seats given. All of them are
// between their two tools at the same time if the table lets them, and all are
// at work at the same time if it lets them. It returns how often somebody
// reached across the table, how many cakes were decorated and how many bakers
// were at work at once.
func party(t *testing.T, table int, seats ...int) (reached, decorated, atWork int) {
	var reaches, cakes atomic.Int64
	reaching, working := stage.NewDoor(len(seats)), stage.NewDoor(len(seats))
	laid := Lay(table, func(seat int) {
		if reaches.Add(1) > enough {
			stage.Fail(t, stage.Livelock, "%d bakers at a table for %d reached across it %d times, and the cakes are not done: they only take tools and put them back", len(seats), table, enough)
			runtime.Goexit() // the only way out of somebody else's loop
		}
		reaching.Enter()
	})
	stage.Run(t, func() {
		var bakers sync.WaitGroup
		for _, seat := range seats {
			bakers.Go(func() {
				laid.Decorate(seat, func() {
					working.Enter()
					cakes.Add(1)
				})
			})
		}
		bakers.Wait()
	})
	return int(reaches.Load()), int(cakes.Load()), working.Most()
}

func TestEveryCakeIsDecorated(t *testing.T) {
	for _, seats := range []int{2, 3, 5} {
		ok := t.Run(fmt.Sprintf("TableFor%d", seats), func(t *testing.T) {
			var all []int
			for seat := range seats {
				all = append(all, seat)
			}
			reached, decorated, _ := party(t, seats, all...)
			assert.Equal(t, seats, decorated,
				"A baker sat on each of %d seats and decorated one cake; cakes done. A cake that is missing was given up.", seats)
			assert.Equal(t, seats, reached,
				"A baker sat on each of %d seats and decorated one cake; reaches for the second tool. Who reaches twice for one cake has turned back.", seats)
		})
		if !ok {
			return // a table that stands still is in the way of the next one
		}
	}
}

func TestNeighboursAreNeverAtWorkTogether(t *testing.T) {
	_, _, atWork := party(t, 3, 0, 1, 2)
	assert.Equal(t, 1, atWork,
		"Three bakers sat round a table for three; bakers at work at once. All are neighbours, so one tool was in two hands.")
}

func TestWhoReachesHasOneToolInHand(t *testing.T) {
	var reached atomic.Int64
	done := make(chan struct{})
	stage.Run(t, func() {
		table := Lay(2, func(int) { reached.Add(1) })
		var bakers sync.WaitGroup
		bakers.Go(func() { table.Decorate(0, func() { <-done }) })
		stage.Settle() // she has both tools that there are
		bakers.Go(func() { table.Decorate(1, func() {}) })
		stage.Settle()
		assert.EqualValues(t, 1, reached.Load(),
			"Two bakers sat at a table for two, and one was at work with both tools; reaches across the table. Who has no tool in hand is not on the way from one to the other.")
		close(done)
		bakers.Wait()
	})
}

func TestBakersWhoSitApartWorkTogether(t *testing.T) {
	_, _, atWork := party(t, 4, 0, 2)
	assert.Equal(t, 2, atWork,
		"Two bakers faced each other at a table for four; bakers at work at once. They share no tool, so neither had to wait for the other.")
}

// Seats 0 and 2 of five are at work. Seat 1 waits for both, seat 4 for seat 0
// only, and then seat 0 is done.
func TestABakerWaitsForNeighboursOnly(t *testing.T) {
	var started [5]atomic.Bool
	var leave [5]chan struct{}
	table := Lay(len(leave), func(int) {})
	var atWork []int // when seat 0 is done
	stage.Run(t, func() {
		var bakers sync.WaitGroup
		for _, seat := range []int{0, 2, 1, 4} {
			leave[seat] = make(chan struct{})
			bakers.Go(func() {
				table.Decorate(seat, func() {
					started[seat].Store(true)
					<-leave[seat]
				})
			})
			stage.Settle() // at work, or waiting for a tool
		}
		close(leave[0])
		stage.Settle()
		for _, seat := range []int{1, 2, 4} {
			if started[seat].Load() {
				atWork = append(atWork, seat)
			}
		}
		for _, seat := range []int{1, 2, 4} {
			close(leave[seat])
		}
		bakers.Wait()
	})
	assert.Equal(t, []int{2, 4}, atWork,
		"At a table for five, seats 0 and 2 were at work. Seats 1 and 4 came and waited, then seat 0 was done; seats at work now. Both tools of seat 4 lay on the table, so it had nobody to wait for.")
}

func TestEveryCakeIsDecoratedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		const seats = 3
		table := Lay(seats, func(int) {})
		var cakes int // any two of the three share a tool, so the tools guard it
		var bakers sync.WaitGroup
		for seat := range table.Seats() {
			bakers.Go(func() { table.Decorate(seat, func() { cakes++ }) })
		}
		bakers.Wait()
		assert.Equal(t, seats, cakes,
			"A baker sat on each of %d seats and decorated one cake; cakes done. Two who worked with the same tool spoilt one.", seats)
	})
}

func TestABakerComesBackOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		table := Lay(3, func(int) {})
		var cakes int // the tool between seats 0 and 1 guards it
		pipe := func() { cakes++ }
		var bakers sync.WaitGroup
		bakers.Go(func() {
			table.Decorate(0, pipe)
			table.Decorate(0, pipe)
		})
		bakers.Go(func() { table.Decorate(1, pipe) })
		bakers.Wait()
		assert.Equal(t, 3, cakes,
			"One baker decorated two cakes, one after the other, and a neighbour one; cakes done.")
	})
}

func TestBakersWhoSitApartWorkTogetherOnSomeSchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		table := Lay(4, func(int) {})
		var atWork atomic.Int64
		pipe := func() {
			explore.Sometimes("two bakers who sit apart are at work at once", atWork.Add(1) == 2)
			atWork.Add(-1)
		}
		var bakers sync.WaitGroup
		bakers.Go(func() { table.Decorate(0, pipe) })
		bakers.Go(func() { table.Decorate(2, pipe) })
		bakers.Wait()
	})
}

// Bakers come to all seats at any time.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		table := Lay(3, func(int) {})
		calls := explore.Calls{"seats": func() { table.Seats() }}
		for seat := range table.Seats() {
			calls[fmt.Sprintf("seat %d", seat)] = func() { table.Decorate(seat, func() {}) }
		}
		return calls
	})
}
