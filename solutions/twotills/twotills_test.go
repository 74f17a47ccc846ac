package twotills

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

// An owner may count again and again until nobody has disturbed her, so a right
// fix can have schedules without end. This many are tried, each this far.
var tried = []explore.Option{explore.Schedules(3000), explore.MaxSteps(400)}

func TestTransfersNeverCreateMoney(t *testing.T) { stage.Run(t, func() { oneTransfer(t) }) }
func TestTransfersNeverCreateMoneyOnEverySchedule(t *testing.T) {
	explore.Test(t, oneTransfer, tried...)
}

// oneTransfer has the owner count while coins are carried to the café.
func oneTransfer(t *testing.T) {
	bakery := Open(100, 20)
	shop, cafe := 0, 0
	var carrier, owner sync.WaitGroup
	carrier.Go(func() { bakery.ToCafe(30) })
	owner.Go(func() { shop, cafe = bakery.Count() })
	carrier.Wait()
	owner.Wait()
	explore.Sometimes("the owner counts before the transfer", shop == 100)
	explore.Sometimes("the owner counts after the transfer", shop == 70)
	assert.Equal(t, 120, shop+cafe,
		"30 of 120 coins were carried to the café while the owner counted %d in the shop and %d in the café.\n"+
			"No coin came in or went out, so the sum is 120 at every moment.", shop, cafe)
	assert.Contains(t, []int{100, 70}, shop,
		"30 of the 100 coins in the shop were carried away while the owner counted.\n"+
			"The shop has 100 before and 70 after, and nothing else in between.")
}

func TestTransfersCrossEachOther(t *testing.T)                { stage.Run(t, func() { bothWays(t) }) }
func TestTransfersCrossEachOtherOnEverySchedule(t *testing.T) { explore.Test(t, bothWays, tried...) }

// bothWays has coins carried in both directions while the owner counts.
func bothWays(t *testing.T) {
	bakery := Open(100, 20)
	sum := 0
	var carrier, owner sync.WaitGroup
	carrier.Go(func() { bakery.ToCafe(30) })
	carrier.Go(func() { bakery.ToShop(10) })
	owner.Go(func() {
		shop, cafe := bakery.Count()
		sum = shop + cafe
	})
	carrier.Wait()
	owner.Wait()
	shop, cafe := bakery.Count()
	assert.Equal(t, 120, sum,
		"120 coins were in the house, and some were carried both ways while the owner counted.\n"+
			"No coin came in or went out, so the sum is 120 at every moment.")
	assert.True(t, shop == 80 && cafe == 40,
		"30 of the shop's 100 coins went to the café and 10 of the café's 20 came back: there are %d and %d, not 80 and 40.\n"+
			"No coin may get lost on the way.", shop, cafe)
}

func TestNobodyMovesWhatIsNotThere(t *testing.T)                { stage.Run(t, func() { tooMuch(t) }) }
func TestNobodyMovesWhatIsNotThereOnEverySchedule(t *testing.T) { explore.Test(t, tooMuch) }

// tooMuch has two people carry more than there is, while a customer pays.
func tooMuch(t *testing.T) {
	bakery := Open(50, 0)
	carried := make([]bool, 2)
	var carrier, seller sync.WaitGroup
	carrier.Go(func() { carried[0] = bakery.ToCafe(40) })
	carrier.Go(func() { carried[1] = bakery.ToCafe(40) })
	seller.Go(func() { bakery.Sell(5) })
	carrier.Wait()
	seller.Wait()
	shop, cafe := bakery.Count()
	assert.True(t, carried[0] != carried[1],
		"Two people wanted to carry 40 of 50 or 55 coins each, and ToCafe said %t and %t.\n"+
			"There is enough for one of them, and only for one.", carried[0], carried[1])
	assert.True(t, shop == 15 && cafe == 40,
		"50 coins in the shop, 5 from a customer, 40 to the café: there are %d and %d, not 15 and 40.", shop, cafe)
}

func TestCoinsComeBackAndGoAgain(t *testing.T) { stage.Run(t, func() { thereAndBack(t) }) }
func TestCoinsComeBackAndGoAgainOnEverySchedule(t *testing.T) {
	explore.Test(t, thereAndBack, tried...)
}

// thereAndBack has the same coins carried to the café, back, and there again
// while the owner counts: a till that holds what it held may have been changed.
func thereAndBack(t *testing.T) {
	bakery := Open(100, 20)
	shop, cafe := 0, 0
	var carrier, owner sync.WaitGroup
	carrier.Go(func() {
		bakery.ToCafe(30)
		bakery.ToShop(30)
		bakery.ToCafe(30)
	})
	owner.Go(func() { shop, cafe = bakery.Count() })
	carrier.Wait()
	owner.Wait()
	assert.True(t, shop == 100 && cafe == 20 || shop == 70 && cafe == 50,
		"30 of 120 coins went to the café, back and there again while the owner counted %d in the shop and %d in the café.\n"+
			"There are 100 and 20, or 70 and 50, and nothing else in between.", shop, cafe)
}

func TestACustomerPaysDuringTheCount(t *testing.T)                { stage.Run(t, func() { oneSale(t) }) }
func TestACustomerPaysDuringTheCountOnEverySchedule(t *testing.T) { explore.Test(t, oneSale) }

// oneSale has the owner count while a customer of the shop pays.
func oneSale(t *testing.T) {
	bakery := Open(100, 20)
	shop, cafe := 0, 0
	var seller, owner sync.WaitGroup
	seller.Go(func() { bakery.Sell(5) })
	owner.Go(func() { shop, cafe = bakery.Count() })
	seller.Wait()
	owner.Wait()
	assert.True(t, cafe == 20 && (shop == 100 || shop == 105),
		"A customer paid 5 coins in the shop while the owner counted %d in the shop and %d in the café.\n"+
			"There are 100 or 105 in the shop, and 20 in the café all the time.", shop, cafe)
}

func TestWhoAsksForTooMuchIsInNobodysWay(t *testing.T) {
	stage.Run(t, func() { tooMuchAndEnough(t) })
}

func TestWhoAsksForTooMuchIsInNobodysWayOnEverySchedule(t *testing.T) {
	explore.Test(t, tooMuchAndEnough)
}

// tooMuchAndEnough has somebody ask the café for more than it has, while
// somebody else carries what it can spare.
func tooMuchAndEnough(t *testing.T) {
	bakery := Open(0, 50)
	tooMuch, enough := false, false
	var carrier sync.WaitGroup
	carrier.Go(func() { tooMuch = bakery.ToShop(60) })
	carrier.Go(func() { enough = bakery.ToShop(40) })
	carrier.Wait()
	shop, cafe := bakery.Count()
	assert.True(t, !tooMuch && enough,
		"Two people wanted to carry 60 and 40 of the 50 coins in the café, and ToShop said %t and %t.\n"+
			"There are never 60, and always enough for 40.", tooMuch, enough)
	assert.True(t, shop == 40 && cafe == 10,
		"40 of the café's 50 coins could be carried to the shop: there are %d and %d, not 40 and 10.", shop, cafe)
}

func TestAnOrdinaryDay(t *testing.T) {
	stage.Run(t, func() {
		bakery := Open(10, 0)
		bakery.Sell(5)
		assert.True(t, bakery.ToCafe(12), "There are 15 coins in the shop, so 12 can be carried.")
		assert.False(t, bakery.ToCafe(4), "There are 3 coins left in the shop, so 4 cannot be carried.")
		assert.True(t, bakery.ToShop(2), "There are 12 coins in the café, so 2 can be carried back.")
		shop, cafe := bakery.Count()
		assert.Equal(t, 5, shop, "10 and 5 coins, 12 away, 2 back.")
		assert.Equal(t, 10, cafe, "12 coins came, 2 went back.")
		assert.True(t, bakery.ToCafe(5), "There are 5 coins in the shop, so all 5 can be carried.")
		shop, cafe = bakery.Count()
		assert.Equal(t, []int{0, 15}, []int{shop, cafe}, "All coins of the shop were carried to the café; coins in the shop and in the café.")
		assert.True(t, Open(0, 0).ToCafe(0), "There is nothing in either till, so nothing can be carried.")
	})
}

// Everybody is at the tills at any time, also who asks for too much.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		bakery := Open(10, 10)
		return explore.Calls{
			"sell":     func() { bakery.Sell(5) },
			"to cafe":  func() { bakery.ToCafe(3) },
			"to shop":  func() { bakery.ToShop(3) },
			"too much": func() { bakery.ToCafe(1000) },
			"count":    func() { bakery.Count() },
		}
	})
}
