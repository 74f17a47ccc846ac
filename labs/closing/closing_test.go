package closing

import (
	"sync"
	"sync/atomic"
	"testing"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
)

func TestTwoMayCloseTheHatch(t *testing.T) {
	var turned atomic.Int64
	window := stage.NewDoor(2)
	hatch := Open(func() { turned.Add(1); window.Enter() })
	stage.Run(t, func() {
		var staff sync.WaitGroup
		staff.Go(hatch.Close)
		staff.Go(hatch.Close)
		staff.Wait()
		hatch.Close()
	})
	assert.EqualValues(t, 1, turned.Load(), "Two people closed the hatch at the same time, and a third one later; times that the sign was turned. Turned twice, it says that the shop is open.")
}

func TestBakersAtTheHatchKeepTheirCakes(t *testing.T) {
	hatch := Open(func() {})
	stage.Run(t, func() {
		var bakers sync.WaitGroup
		var given [2]bool
		for i := range given {
			bakers.Go(func() { given[i] = hatch.Offer("cheesecake") })
		}
		stage.Settle() // they stand there and hold them out
		hatch.Close()
		bakers.Wait()
		assert.Equal(t, [2]bool{}, given, "Two bakers held out a cake each, nobody came for them, and the hatch was closed; what Offer told the bakers. The cakes are in nobody else's hands.")
	})
}

func TestSellersAtTheHatchGoHome(t *testing.T) {
	hatch := Open(func() {})
	stage.Run(t, func() {
		var sellers sync.WaitGroup
		got := [2]bool{true, true}
		for i := range got {
			sellers.Go(func() { _, got[i] = hatch.Take() })
		}
		stage.Settle()
		hatch.Close()
		sellers.Wait()
		assert.Equal(t, [2]bool{}, got, "Two sellers waited for a cake, and the hatch was closed; what Take told them.")
	})
}

func TestAClosedHatchStaysClosed(t *testing.T) {
	hatch := Open(func() {})
	stage.Run(t, func() {
		hatch.Close()
		assert.False(t, hatch.Offer("cheesecake"), "A cake was offered after the hatch was closed; what Offer told the baker.")
		_, got := hatch.Take()
		assert.False(t, got, "A seller came after the hatch was closed; what Take told him.")
		hatch.Close()
	})
}

// Two bakers stand at the hatch, and a seller takes one cake.
func TestWhoseCakeIsTakenGoesHome(t *testing.T) {
	stage.Run(t, func() {
		hatch := Open(func() {})
		var home atomic.Int64
		var bakers sync.WaitGroup
		for _, cake := range []string{"bun", "pie"} {
			bakers.Go(func() {
				hatch.Offer(cake)
				home.Add(1)
			})
			stage.Settle() // the baker stands there
		}
		hatch.Take()
		stage.Settle()
		assert.EqualValues(t, 1, home.Load(), "Two bakers stood at the hatch, and a seller took one cake; bakers who have gone home.")
		hatch.Close()
		bakers.Wait()
	})
}

func TestACakeIsHeldOutUntilItIsTaken(t *testing.T) {
	hatch := Open(func() {})
	stage.Run(t, func() {
		var bakers sync.WaitGroup
		var given atomic.Int64
		for range 3 {
			bakers.Go(func() {
				if hatch.Offer("cheesecake") {
					given.Add(1)
				}
			})
		}
		stage.Settle()
		assert.Zero(t, given.Load(), "Three bakers held out a cake each, and no seller was there; cakes given away.")
		for range 3 {
			cake, ok := hatch.Take()
			assert.True(t, ok, "Three bakers held out a cake each; what Take told a seller while there was one for him.")
			assert.Equal(t, "cheesecake", cake, "A baker held out a cheesecake; the cake in the seller's hands.")
		}
		bakers.Wait()
		assert.EqualValues(t, 3, given.Load(), "Three bakers held out a cake each, and three were taken; bakers who were told so.")
	})
}

func TestACakeWithoutANameIsACake(t *testing.T) {
	hatch := Open(func() {})
	stage.Run(t, func() {
		var baker sync.WaitGroup
		baker.Go(func() { hatch.Offer("") })
		_, taken := hatch.Take()
		assert.True(t, taken, "A baker held out a cake on which no name stands, and a seller took it; what Take told her.")
		baker.Wait()
	})
}

func TestTwoMayCloseTheHatchOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var turned atomic.Int64
		hatch := Open(func() { turned.Add(1) })
		var staff sync.WaitGroup
		staff.Go(hatch.Close)
		staff.Go(hatch.Close)
		staff.Wait()
		assert.EqualValues(t, 1, turned.Load(), "Two people closed the hatch at the same time; times that the sign was turned. Turned twice, it says that the shop is open.")
	})
}

func TestEachCakeIsInOnePairOfHandsOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		hatch := Open(func() {})
		var cakes [2]string
		var sellers sync.WaitGroup
		for i := range cakes {
			sellers.Go(func() { cakes[i], _ = hatch.Take() })
		}
		for _, cake := range []string{"cheesecake", "plum cake"} {
			assert.True(t, hatch.Offer(cake), "A %s was held out, and there was a seller for it; what Offer told the baker.", cake)
		}
		sellers.Wait()
		assert.ElementsMatch(t, []string{"cheesecake", "plum cake"}, cakes[:], "A cheesecake and a plum cake went through the open hatch, and two sellers stood there; what they have in their hands.")
	})
}

func TestNoCakeIsLostAtClosingTimeOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		hatch := Open(func() {})
		var given, got bool
		var baker, seller, staff sync.WaitGroup
		baker.Go(func() { given = hatch.Offer("cheesecake") })
		seller.Go(func() { _, got = hatch.Take() })
		staff.Go(hatch.Close)
		baker.Wait()
		seller.Wait()
		staff.Wait()
		assert.Equal(t, given, got, "A cake was offered and a seller came while the hatch was closed; want: what the baker was told, got: what the seller was told. It is one cake, and one of them has it.")
		explore.Sometimes("the cake goes through before closing time", given && got)
		explore.Sometimes("the hatch is closed before the cake goes through", !given)
	})
}

// Whoever stands at the hatch goes home, because somebody closes it sooner or later.
func TestAHatchIsClosedWhenCloseReturnsOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		hatch := Open(func() {})
		hatch.Close()
		var offered, took bool
		var baker sync.WaitGroup
		baker.Go(func() { offered = hatch.Offer("bun") })
		_, took = hatch.Take()
		baker.Wait()
		assert.Equal(t, []bool{false, false}, []bool{offered, took},
			"Close has returned, and then a baker and a seller came at the same time; whether Offer and Take found the hatch open.")
	})
}

func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		hatch := Open(func() {})
		go hatch.Close()
		return explore.Calls{
			"offer": func() { hatch.Offer("bun") },
			"take":  func() { hatch.Take() },
			"close": hatch.Close,
		}
	})
}
