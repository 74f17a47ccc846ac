package onecore

import (
	"slices"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

func TestEverybodyBakesInAHotOven(t *testing.T) {
	stage.Run(t, func() {
		var tart, pie atomic.Int64
		fireplace := stage.NewDoor(2)
		Morning(
			func() int {
				fireplace.Enter() // until both bakers wait for him
				return 200
			},
			func(degrees int) { tart.Store(int64(degrees)) },
			func(degrees int) { pie.Store(int64(degrees)) },
		)
		assert.EqualValues(t, 200, tart.Load(),
			"an apprentice lit the oven to 200 degrees, and one of two bakers baked a tart at this heat.\n"+
				"The lamp was on, so the oven was hot.")
		assert.EqualValues(t, 200, pie.Load(),
			"an apprentice lit the oven to 200 degrees, and the other baker baked a pie at this heat.\n"+
				"The lamp is for everybody.")
	})
}

func TestAllBakersBakeAtTheSameTime(t *testing.T) {
	const bakers = 12
	fireplace, kitchen := stage.NewDoor(2), stage.NewDoor(bakers)
	var baked atomic.Int64
	bake := func(int) {
		kitchen.Enter()
		baked.Add(1)
	}
	stage.Run(t, func() {
		Morning(func() int {
			fireplace.Enter() // until all bakers wait for him
			return 200
		}, slices.Repeat([]Baker{bake}, bakers)...)
		assert.EqualValues(t, bakers, baked.Load(),
			"%d bakers came, and the morning was over; this many had baked.\n"+
				"The lamp is for everybody.", bakers)
	})
	assert.Equal(t, bakers, kitchen.Most(),
		"%d bakers waited for the oven; this many baked at the same time when it was hot.\n"+
			"It is large, and nobody there waits for anything but the lamp.", bakers)
}

func TestEveryMorningHasAFireOfItsOwn(t *testing.T) {
	stage.Run(t, func() {
		Morning(func() int { return 200 })
		var baked atomic.Int64
		Morning(func() int { return 180 }, func(degrees int) { baked.Store(int64(degrees)) })
		assert.EqualValues(t, 180, baked.Load(),
			"one morning nobody baked; the next the oven was lit to 180 degrees, and a baker baked at this heat.\n"+
				"Every morning has a fire of its own.")
		Morning(func() int { return 0 }, func(degrees int) { baked.Store(int64(degrees)) })
		assert.Zero(t, baked.Load(), "the wood was wet and the oven reached 0 degrees, and a baker baked at this heat all the same.")
	})
}

func TestABakerIsWokenOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var baked atomic.Int64
		Morning(func() int { return 200 }, func(degrees int) { baked.Store(int64(degrees)) })
		if got := baked.Load(); got != 200 {
			t.Errorf("an apprentice lit the oven to 200 degrees, and one baker came and baked at %d.\n"+
				"Whoever sees the lamp relies on the oven.", got)
		}
	})
}

func TestEverybodyBakesInAHotOvenOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var baked atomic.Int64
		bake := func(degrees int) {
			baked.Add(1)
			if degrees != 200 {
				t.Errorf("an apprentice lit the oven to 200 degrees, and one of two bakers baked at %d.\n"+
					"Whoever sees the lamp relies on the oven.", degrees)
			}
		}
		Morning(func() int { return 200 }, bake, bake)
		if n := baked.Load(); n != 2 {
			t.Errorf("two bakers came, and the morning was over: %d of them had baked, want 2.\n"+
				"Somebody still sits there, or stands at the oven.", n)
		}
	})
}

func TestTwoOvensHaveNothingInCommonOnEverySchedule(t *testing.T) {
	explore.Apart(t, func(t *testing.T) explore.Calls {
		return explore.Calls{"morning": func() { Morning(func() int { return 200 }, func(int) {}) }}
	})
}
