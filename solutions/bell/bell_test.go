package bell

import (
	"sync"
	"sync/atomic"
	"testing"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
)

// queue has that many bakers do the same thing at once. It returns how many of
// them are done, and a function that waits for all.
func queue(bakers int, do func()) (done *atomic.Int64, wait func()) {
	done = &atomic.Int64{}
	var all sync.WaitGroup
	for range bakers {
		all.Go(func() {
			do()
			done.Add(1)
		})
	}
	return done, all.Wait
}

func TestWhoComesLateFindsTheOvenHot(t *testing.T) {
	oven := NewOven()
	stage.Run(t, func() {
		oven.Hot()
		oven.AwaitHeat()
		oven.AwaitHeat()
	})
}

func TestEverybodyLearnsThatTheOvenIsHot(t *testing.T) {
	oven := NewOven()
	stage.Run(t, func() {
		warm, wait := queue(3, oven.AwaitHeat)
		stage.Settle()
		assert.Zero(t, warm.Load(), "Three bakers wait for the oven, which is cold; bakers who believe that it is hot.")
		oven.Done(1)
		stage.Settle()
		assert.Zero(t, warm.Load(), "Three bakers wait for the oven, which is cold, and the bell rang for a loaf from next door; bakers who believe that it is hot.")
		oven.Hot()
		wait()
	})
}

func TestALoafIsTakenByOneBaker(t *testing.T) {
	oven := NewOven()
	stage.Run(t, func() {
		took, wait := queue(2, func() {
			assert.GreaterOrEqual(t, oven.Collect(), 0, "Two bakers came for loaves; loaves left on the tray after one was taken. Somebody went away with a loaf that is not there.")
		})
		stage.Settle()
		oven.Hot()
		stage.Settle()
		assert.Zero(t, took.Load(), "Two bakers waited at the empty tray, and the bell rang for the heat; bakers who took a loaf.")
		oven.Done(1)
		stage.Settle()
		assert.EqualValues(t, 1, took.Load(), "Two bakers waited at the tray and one loaf was put on it; bakers who took it.")
		oven.Done(1)
		wait()
	})
}

func TestLoavesAreTakenByThoseWhoCameFirstOrLast(t *testing.T) {
	oven := NewOven()
	stage.Run(t, func() {
		oven.Done(2)
		assert.Equal(t, 1, oven.Collect(), "Two loaves lay on the tray and one was taken; loaves left.")
		assert.Equal(t, 0, oven.Collect(), "Two loaves lay on the tray and both were taken; loaves left.")
		_, wait := queue(3, func() { oven.Collect() })
		stage.Settle()
		oven.Done(3) // one loaf for each of them
		wait()
	})
}

func TestALoafIsNotMissedForThoseWhoWaitForTheHeat(t *testing.T) {
	oven := NewOven()
	stage.Run(t, func() {
		_, heated := queue(2, oven.AwaitHeat)
		stage.Settle()
		_, collected := queue(1, func() { oven.Collect() })
		stage.Settle()
		oven.Done(1)
		collected()
		oven.Hot()
		heated()
	})
}

func TestLoavesAreNotMissedInAHotBakehouse(t *testing.T) {
	oven := NewOven()
	stage.Run(t, func() {
		oven.Hot()
		_, wait := queue(3, func() { oven.Collect() })
		stage.Settle()
		oven.Done(3) // one loaf for each of them
		wait()
	})
}

func TestTheTrayHoldsWhatIsPutOnIt(t *testing.T) {
	oven := NewOven()
	stage.Run(t, func() {
		oven.Done(60)
		oven.Done(40)
		assert.Equal(t, 99, oven.Collect(), "60 loaves were put on the tray and then 40, and one was taken; loaves left.")
	})
}

func TestNobodyMissesTheHeatOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		oven := NewOven()
		var baker sync.WaitGroup
		baker.Go(oven.AwaitHeat)
		oven.Hot()
		baker.Wait()
	})
}

func TestNobodyBelievesInHeatTooEarlyOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		oven := NewOven()
		var warm atomic.Bool
		var baker sync.WaitGroup
		baker.Go(func() {
			oven.AwaitHeat()
			warm.Store(true)
		})
		oven.Done(1)
		stage.Settle()
		assert.False(t, warm.Load(), "A baker came to a cold oven while a loaf was put on its tray; whether she believes that it is hot.")
		oven.Hot()
		baker.Wait()
	})
}

func TestLoavesThatAreLeftAreCountedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		oven := NewOven()
		oven.Done(2)
		var left [2]int
		var baker sync.WaitGroup
		for i := range left {
			baker.Go(func() { left[i] = oven.Collect() })
		}
		baker.Wait()
		assert.Equal(t, 1, left[0]+left[1], "Two bakers took a loaf each from a tray with two. One of them left 1, and the other 0; what they left, added up.")
	})
}

func TestEveryLoafIsTakenOnceOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		oven := NewOven()
		var baker sync.WaitGroup
		for range 2 {
			baker.Go(func() {
				assert.GreaterOrEqual(t, oven.Collect(), 0, "Two bakers came for two loaves; loaves left on the tray after one was taken. Somebody went away with a loaf that is not there.")
			})
		}
		oven.Done(1)
		oven.Done(1)
		baker.Wait()
		oven.Done(1)
		assert.Equal(t, 0, oven.Collect(), "Two loaves were put on the tray and two bakers took one each; then another was put there and taken; loaves left.")
	})
}

// Bakers come and go while the oven next door is being emptied, and this one becomes hot meanwhile.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		oven := NewOven()
		oven.Done(4)
		go oven.Hot()
		return explore.Calls{
			"await heat": oven.AwaitHeat,
			"done":       func() { oven.Done(1) },
			"collect":    func() { oven.Collect() },
		}
	})
}
