package onecore

import (
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
				"The lamp was on, so the oven was hot.\n"+
				"next: go tool lab hint onecore")
		assert.EqualValues(t, 200, pie.Load(),
			"an apprentice lit the oven to 200 degrees, and the other baker baked a pie at this heat.\n"+
				"The lamp is for everybody.\n"+
				"next: go tool lab hint onecore")
	})
}

func TestEveryMorningHasAFireOfItsOwn(t *testing.T) {
	stage.Run(t, func() {
		Morning(func() int { return 200 })
		var baked atomic.Int64
		Morning(func() int { return 180 }, func(degrees int) { baked.Store(int64(degrees)) })
		assert.EqualValues(t, 180, baked.Load(),
			"one morning nobody baked; the next the oven was lit to 180 degrees, and a baker baked at this heat.\n"+
				"Every morning has a fire of its own.\n"+
				"next: go tool lab hint onecore")
	})
}

func TestABakerIsWokenOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var baked atomic.Int64
		Morning(func() int { return 200 }, func(degrees int) { baked.Store(int64(degrees)) })
		if got := baked.Load(); got != 200 {
			t.Errorf("an apprentice lit the oven to 200 degrees, and one baker came and baked at %d.\n"+
				"Whoever sees the lamp relies on the oven.\n"+
				"next: go tool lab hint onecore", got)
		}
	})
}

func TestEverybodyBakesInAHotOvenOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		bake := func(degrees int) {
			if degrees != 200 {
				t.Errorf("an apprentice lit the oven to 200 degrees, and one of two bakers baked at %d.\n"+
					"Whoever sees the lamp relies on the oven.\n"+
					"next: go tool lab hint onecore", degrees)
			}
		}
		Morning(func() int { return 200 }, bake, bake)
	})
}
