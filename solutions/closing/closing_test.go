package closing

import (
	"sync"
	"sync/atomic"
	"testing"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
)

const next = "\nnext: go tool lab hint closing"

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
	assert.EqualValues(t, 1, turned.Load(), "Two people closed the hatch at the same time, and a third one later; times that the sign was turned. Turned twice, it says that the shop is open.%s", next)
}

func TestABakerAtTheHatchKeepsTheCake(t *testing.T) {
	hatch := Open(func() {})
	stage.Run(t, func() {
		var baker sync.WaitGroup
		given := false
		baker.Go(func() { given = hatch.Offer("cheesecake") })
		stage.Settle() // she stands there and holds it out
		hatch.Close()
		baker.Wait()
		assert.False(t, given, "A baker held out a cake, nobody came for it, and the hatch was closed; what Offer told her. The cake is in nobody's hands.%s", next)
	})
}

func TestASellerAtTheHatchGoesHome(t *testing.T) {
	hatch := Open(func() {})
	stage.Run(t, func() {
		var seller sync.WaitGroup
		got := true
		seller.Go(func() { _, got = hatch.Take() })
		stage.Settle()
		hatch.Close()
		seller.Wait()
		assert.False(t, got, "A seller waited for a cake, and the hatch was closed; what Take told him.%s", next)
	})
}

func TestAClosedHatchStaysClosed(t *testing.T) {
	hatch := Open(func() {})
	stage.Run(t, func() {
		hatch.Close()
		assert.False(t, hatch.Offer("cheesecake"), "A cake was offered after the hatch was closed; what Offer told the baker.%s", next)
		_, got := hatch.Take()
		assert.False(t, got, "A seller came after the hatch was closed; what Take told him.%s", next)
		hatch.Close()
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
		assert.Zero(t, given.Load(), "Three bakers held out a cake each, and no seller was there; cakes given away.%s", next)
		for range 3 {
			cake, ok := hatch.Take()
			assert.True(t, ok, "Three bakers held out a cake each; what Take told a seller while there was one for him.%s", next)
			assert.Equal(t, "cheesecake", cake, "A baker held out a cheesecake; the cake in the seller's hands.%s", next)
		}
		bakers.Wait()
		assert.EqualValues(t, 3, given.Load(), "Three bakers held out a cake each, and three were taken; bakers who were told so.%s", next)
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
		assert.EqualValues(t, 1, turned.Load(), "Two people closed the hatch at the same time; times that the sign was turned. Turned twice, it says that the shop is open.%s", next)
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
		assert.Equal(t, given, got, "A cake was offered and a seller came while the hatch was closed; want: what the baker was told, got: what the seller was told. It is one cake, and one of them has it.%s", next)
		explore.Sometimes("the cake goes through before closing time", given && got)
		explore.Sometimes("the hatch is closed before the cake goes through", !given)
	})
}
