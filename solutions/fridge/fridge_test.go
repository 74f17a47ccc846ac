package fridge

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

// deliver hands out cakes, one every so often, and then closes the hatch. It
// returns the longest time for which the keeper let a cake wait.
func deliver(hatch chan Cake, every time.Duration, cakes ...Cake) (waited time.Duration) {
	defer close(hatch)
	for _, cake := range cakes {
		time.Sleep(every)
		came := time.Now()
		hatch <- cake
		waited = max(waited, time.Since(came))
	}
	return waited
}

// day has the north deliver until noon, and the south until the evening, or
// the other way round. No cake comes at a full second, so that a keeper who only
// looks now and then is not there by chance.
func day(t *testing.T, turned bool) {
	var f Fridge
	early, late := make(chan Cake), make(chan Cake)
	var town sync.WaitGroup
	var waited [2]time.Duration
	const often, seldom = 2*time.Hour + 7*time.Second + 123*time.Microsecond, 5*time.Hour + 19*time.Second + 456*time.Microsecond
	town.Go(func() { waited[0] = deliver(early, often, "rye", "", "plum") })
	town.Go(func() { waited[1] = deliver(late, seldom, "nut", "poppy") })
	if turned {
		f.Keep(late, early)
	} else {
		f.Keep(early, late)
	}
	got := f.Cakes()
	town.Wait()
	assert.Equal(t, []Cake{"rye", "", "nut", "plum", "poppy"}, got,
		"Two bakeries delivered, one until noon and one until the evening; the cakes in the fridge when the keeper went home.")
	assert.Zero(t, max(waited[0], waited[1]),
		"Two bakeries delivered, one until noon and one until the evening; the longest time for which a cake had to wait.\n"+
			"The keeper is there as soon as one comes.")
}

func TestTheKeeperRestsWhenTheNorthHasClosed(t *testing.T) {
	stage.Within(t, 24*time.Hour, stage.Livelock, func(context.Context) { day(t, false) })
}

func TestTheKeeperRestsWhenTheSouthHasClosed(t *testing.T) {
	stage.Within(t, 24*time.Hour, stage.Livelock, func(context.Context) { day(t, true) })
}

// One bakery has closed, and nothing happens for a while.
func TestNobodyIsBusyOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var f Fridge
		north, south := make(chan Cake), make(chan Cake)
		var keeper sync.WaitGroup
		keeper.Go(func() { f.Keep(north, south) })
		close(north)
		stage.Settle()
		south <- "nut"
		close(south)
		keeper.Wait()
		assert.Equal(t, []Cake{"nut"}, f.Cakes(), "The north closed, and then the south delivered a cake; the cakes in the fridge.")
	})
}

func TestNobodyIsBusyTheOtherWayRoundOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var f Fridge
		north, south := make(chan Cake), make(chan Cake)
		var keeper sync.WaitGroup
		keeper.Go(func() { f.Keep(north, south) })
		close(south)
		stage.Settle()
		north <- "rye"
		close(north)
		keeper.Wait()
		assert.Equal(t, []Cake{"rye"}, f.Cakes(), "The south closed, and then the north delivered a cake; the cakes in the fridge.")
	})
}

func TestEveryCakeIsKeptOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var f Fridge
		north, south := make(chan Cake), make(chan Cake)
		var town sync.WaitGroup
		town.Go(func() { deliver(north, 0, "rye", "") })
		town.Go(func() { deliver(south, 0, "nut") })
		f.Keep(north, south)
		got := f.Cakes()
		town.Wait()
		assert.ElementsMatch(t, []Cake{"rye", "", "nut"}, got, "Two bakeries delivered; the cakes in the fridge when the keeper went home.")
	}, explore.Schedules(2000), explore.MaxSteps(200))
}

func TestWhatIsInTheFridgeIsSeenOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var f Fridge
		keep := func(cake Cake) {
			north, south := make(chan Cake, 1), make(chan Cake)
			north <- cake
			close(north)
			close(south)
			f.Keep(north, south)
		}
		keep("rye")
		var keeper sync.WaitGroup
		keeper.Go(func() { keep("nut") })
		assert.Contains(t, f.Cakes(), Cake("rye"), "A cake was kept, and while another came somebody looked; the cakes in the fridge.")
		keeper.Wait()
		assert.Equal(t, []Cake{"rye", "nut"}, f.Cakes(), "A cake was kept, and while another came somebody looked; the cakes in the fridge when both keepers had gone home.")
	}, explore.MaxSteps(200))
}

// Others look into the fridge while cakes are put into it.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		var f Fridge
		return explore.Calls{
			"keep": func() {
				north, south := make(chan Cake, 1), make(chan Cake)
				north <- "rye"
				close(north)
				close(south)
				f.Keep(north, south)
			},
			"cakes": func() { f.Cakes() },
		}
	}, explore.MaxSteps(200))
}
