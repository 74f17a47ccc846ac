package lockedin

import (
	"sync"
	"testing"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
)

// baking has that many bakers take a sack each, while somebody else restocks
// the shelf, and returns how many of them got one.
func baking(pantry *Pantry, bakers int) (got int) {
	took := make([]bool, bakers)
	var baker, porter sync.WaitGroup
	for i := range bakers {
		baker.Go(func() { took[i] = pantry.Take() })
	}
	porter.Go(func() { pantry.Restock() })
	baker.Wait()
	porter.Wait()
	for _, yes := range took {
		if yes {
			got++
		}
	}
	return got
}

func TestAFullShelfIsEmptiedSackBySack(t *testing.T) {
	stage.Run(t, func() {
		pantry := Stock(2, 4)
		assert.Equal(t, 2, pantry.Restock(), "Somebody restocked an empty shelf for two from a cellar with four sacks; sacks carried.")
		assert.Equal(t, 0, pantry.Restock(), "Somebody restocked a full shelf; sacks carried.")
		assert.True(t, pantry.Take(), "A baker came to a shelf with two sacks. There was one for her to take.")
		assert.Equal(t, 1, pantry.Restock(), "Somebody restocked a shelf for two with one sack on it; sacks carried.")
		assert.Equal(t, 3, pantry.Left(), "One of four sacks was taken; sacks left.")
	})
}

func TestAnEmptyShelfIsFilledFromTheCellar(t *testing.T) {
	stage.Run(t, func() {
		pantry := Stock(2, 3)
		for sack := range 3 {
			assert.True(t, pantry.Take(), "A baker came for sack %d of the 3 that lay in the cellar. The shelf was empty, but there was flour in the house.", sack+1)
			assert.Equal(t, 2-sack, pantry.Left(), "Sack %d of 3 was taken; sacks left.", sack+1)
		}
		assert.False(t, pantry.Take(), "A baker came after all 3 sacks were taken. She must hear false: there is none.")
		assert.Equal(t, 0, pantry.Left(), "All 3 sacks were taken; sacks left.")
	})
}

func TestWhoFindsTheShelfEmptyRestocksIt(t *testing.T) {
	stage.Run(t, func() {
		pantry := Stock(2, 3)
		assert.True(t, pantry.Take(), "A baker found the shelf empty, and three sacks lay in the cellar. There was one for her to take.")
		assert.Equal(t, 1, pantry.Restock(), "A baker found a shelf for two empty, restocked it and took one; sacks that somebody carried after her. There was room for one more.")
	})
}

func TestEverybodyGetsASack(t *testing.T) {
	const sacks = 5
	stage.Run(t, func() {
		pantry := Stock(3, sacks)
		assert.Equal(t, sacks, baking(pantry, sacks), "%d bakers came for %d sacks; bakers who got one. Nobody goes home without flour while there is some.", sacks, sacks)
		assert.Equal(t, 0, pantry.Left(), "%d bakers came for %d sacks; sacks left.", sacks, sacks)
	})
}

func TestNoSackIsTakenTwiceOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		pantry := Stock(1, 1)
		assert.Equal(t, 1, baking(pantry, 2), "Two bakers came for one sack; bakers who got it. One sack cannot be in two kitchens, nor may it be left behind.")
		assert.Equal(t, 0, pantry.Left(), "Two bakers came for one sack; sacks left. The shelf cannot hold fewer than none.")
	})
}

func TestASackOnTheStairsIsCountedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		pantry := Stock(1, 1)
		var porter sync.WaitGroup
		porter.Go(func() { pantry.Restock() })
		assert.Equal(t, 1, pantry.Left(), "The only sack was counted while somebody carried it up; sacks left. It is on the shelf or in the cellar, and not in both.")
		porter.Wait()
	})
}

func TestThePorterFillsTheShelfOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		pantry := Stock(1, 2)
		var owner sync.WaitGroup
		owner.Go(func() { pantry.Left() })
		assert.Equal(t, 1, pantry.Restock(), "Somebody restocked an empty shelf with room for one while the sacks were counted, of which there were two; sacks carried.")
		owner.Wait()
	})
}

func TestNobodyGoesWithoutOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		pantry := Stock(1, 2)
		assert.Equal(t, 2, baking(pantry, 2), "Two bakers came for two sacks, and the shelf has room for one; bakers who got one. Nobody goes home without flour while there is some in the house.")
		assert.Equal(t, 0, pantry.Left(), "Two bakers came for two sacks; sacks left.")
	})
}

// The pantry is used by everybody at any time, also when there is nothing left in it.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		pantry := Stock(1, 2)
		return explore.Calls{
			"restock": func() { pantry.Restock() },
			"take":    func() { pantry.Take() },
			"left":    func() { pantry.Left() },
		}
	})
}
