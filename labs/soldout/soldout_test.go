package soldout

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

// customers come to the shop together and ask for one cake each. It returns
// what Sell said to each of them.
func customers(shop *Shop, n int) []bool {
	served := make([]bool, n)
	var clerk sync.WaitGroup
	for i := range served {
		clerk.Go(func() { served[i] = shop.Sell() })
	}
	clerk.Wait()
	return served
}

func TestTheLastCakeIsSoldOnce(t *testing.T)                { stage.Run(t, func() { lastCake(t) }) }
func TestTheLastCakeIsSoldOnceOnEverySchedule(t *testing.T) { explore.Test(t, lastCake) }

func lastCake(t *testing.T) {
	shop := Open(1)
	served := customers(shop, 2)
	left, takings := shop.Left(), shop.Takings(7)
	explore.Sometimes("the first customer gets the cake", served[0])
	explore.Sometimes("the second customer gets the cake", served[1])
	assert.True(t, served[0] != served[1],
		"Two customers asked for the one cake, and Sell said %t and %t.\n"+
			"One of them must get it, and the other must hear that it is gone.", served[0], served[1])
	assert.True(t, left == 0 && takings == 7,
		"One cake at 7 was there and two customers came: Left is %d and Takings %d, not 0 and 7.", left, takings)
}

func TestEveryCakeIsSold(t *testing.T)                { stage.Run(t, func() { everyCake(t) }) }
func TestEveryCakeIsSoldOnEverySchedule(t *testing.T) { explore.Test(t, everyCake) }

func everyCake(t *testing.T) {
	shop := Open(2)
	sold := 0
	for _, served := range customers(shop, 3) {
		if served {
			sold++
		}
	}
	left := shop.Left()
	assert.Equal(t, 2, sold,
		"There were two cakes, and three customers asked for one each; this many were sold.\n"+
			"No cake may be sold twice, and nobody may be sent away while one is left.")
	assert.Equal(t, 0, left,
		"Two cakes and three customers: nothing is left.")
}

func TestTheSignTellsTheTruth(t *testing.T)                { stage.Run(t, func() { theSign(t) }) }
func TestTheSignTellsTheTruthOnEverySchedule(t *testing.T) { explore.Test(t, theSign) }

func theSign(t *testing.T) {
	shop := Open(1)
	left, takings, later := 0, 0, 0
	var passer sync.WaitGroup
	passer.Go(func() { left, takings, later = shop.Left(), shop.Takings(7), shop.Left() })
	customers(shop, 2)
	passer.Wait()
	explore.Sometimes("a passer-by sees the cake", left == 1)
	explore.Sometimes("a passer-by comes too late", left == 0)
	assert.True(t, 0 <= later && later*7 <= 7-takings && 7-takings <= left*7 && left <= 1,
		"While two customers asked for the one cake, a passer-by read Left, Takings and Left again: %d, %d and %d.\n"+
			"The cake is in the window or it is sold for 7: there is nothing else.", left, takings, later)
}

func TestTheSignIsNotEmptyDuringASale(t *testing.T)                { stage.Run(t, func() { duringASale(t) }) }
func TestTheSignIsNotEmptyDuringASaleOnEverySchedule(t *testing.T) { explore.Test(t, duringASale) }

// duringASale has a passer-by read the sign while one of two cakes is sold.
func duringASale(t *testing.T) {
	shop := Open(2)
	left, takings := 0, 0
	var passer sync.WaitGroup
	passer.Go(func() { takings, left = shop.Takings(7), shop.Left() })
	customers(shop, 1)
	passer.Wait()
	assert.Contains(t, []int{1, 2}, left,
		"One of two cakes was sold, and a passer-by read this number on the sign meanwhile.\n"+
			"The other cake lay in the window all the time.")
	assert.Contains(t, []int{0, 7}, takings, "One of two cakes at 7 was sold, and somebody asked for the takings meanwhile.")
}

func TestWhoIsSentAwaySeesAnEmptyWindow(t *testing.T)                { stage.Run(t, func() { sentAway(t) }) }
func TestWhoIsSentAwaySeesAnEmptyWindowOnEverySchedule(t *testing.T) { explore.Test(t, sentAway) }

// sentAway has two customers ask for one cake; whoever does not get it looks
// at the sign on the way out.
func sentAway(t *testing.T) {
	shop := Open(1)
	sign := make([]int, 2)
	var clerk sync.WaitGroup
	for i := range sign {
		clerk.Go(func() {
			if !shop.Sell() {
				sign[i] = shop.Left()
			}
		})
	}
	clerk.Wait()
	assert.Equal(t, []int{0, 0}, sign,
		"Two customers asked for the one cake. Whoever was sent away then read this number on the sign; 0 for the other.\n"+
			"Nobody may be sent away while a cake lies in the window.")
}

func TestNothingIsLeftWhereNothingWas(t *testing.T)                { stage.Run(t, func() { nothingLeft(t) }) }
func TestNothingIsLeftWhereNothingWasOnEverySchedule(t *testing.T) { explore.Test(t, nothingLeft) }

// nothingLeft has two customers ask on a day without cakes, and another one after them.
func nothingLeft(t *testing.T) {
	shop := Open(0)
	served := customers(shop, 2)
	left := shop.Left()
	assert.True(t, !served[0] && !served[1] && left == 0 && !shop.Sell(),
		"On a day without cakes two customers asked for one, and a third after them: Sell said %t and %t, and then Left was %d.\n"+
			"Where nothing was, nothing is left, and nobody gets it.", served[0], served[1], left)
}

func TestASlowClerkHasACakeToSell(t *testing.T)                { stage.Run(t, func() { slowClerk(t) }) }
func TestASlowClerkHasACakeToSellOnEverySchedule(t *testing.T) { explore.Test(t, slowClerk) }

// slowClerk has one clerk serve one customer while another serves many, one
// after the other. There is a cake for each of them.
func slowClerk(t *testing.T) {
	const many = 4
	shop := Open(many + 1)
	slow, quick := false, 0
	var clerk sync.WaitGroup
	clerk.Go(func() { slow = shop.Sell() })
	clerk.Go(func() {
		for range many {
			if shop.Sell() {
				quick++
			}
		}
	})
	clerk.Wait()
	assert.True(t, slow && quick == many,
		"A quick clerk asked for %d of %d cakes, one after the other, and got %d; a slow one asked for one and heard %t, not true.\n"+
			"However often somebody else was quicker, there was a cake for everybody.", many, many+1, quick, slow)
}

func TestAnOrdinaryDay(t *testing.T) {
	stage.Run(t, func() {
		shop := Open(3)
		assert.Equal(t, 3, shop.Left(), "Three cakes were baked and nobody has come yet.")
		assert.True(t, shop.Sell(), "The first customer of the day gets a cake.")
		assert.Equal(t, 2, shop.Left(), "One of three cakes was sold.")
		assert.Equal(t, 7, shop.Takings(7), "One cake at 7 was sold.")
		assert.Equal(t, 4, shop.Takings(4), "One cake was sold, and if it had been 4 the takings would be.")
		assert.False(t, Open(0).Sell(), "On a day without cakes nobody gets one.")
	})
}

// Clerks sell while passers-by read the sign, also when all is sold.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		shop := Open(1)
		return explore.Calls{
			"sell":    func() { shop.Sell() },
			"left":    func() { shop.Left() },
			"takings": func() { shop.Takings(7) },
		}
	})
}
