package handover

import (
	"fmt"
	"runtime"
	"sync"
	"testing"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"
)

// order returns the names of that many cakes. One has none.
func order(cakes int) []string {
	var list []string
	for i := range cakes {
		if i == 1 {
			list = append(list, "")
			continue
		}
		list = append(list, fmt.Sprintf("cake %d", i+1))
	}
	return list
}

// day bakes and sells a list of cakes over a counter with that much room. The
// seller wraps the first cake until nobody else can go on; then peek is called.
func day(t *testing.T, room int, cakes []string, peek func(s *Shop)) *Shop {
	var shop *Shop
	slow := stage.NewDoor(2)
	shop = Open(room, func(cake string) {
		slow.Enter()
		if cake == cakes[0] {
			peek(shop)
		}
	})
	stage.Run(t, func() {
		var seller sync.WaitGroup
		seller.Go(shop.Sell)
		for _, cake := range cakes {
			shop.Bake(cake)
		}
		shop.Close()
		seller.Wait()
	})
	return shop
}

func TestEveryCakeIsSoldInTheOrderOfBaking(t *testing.T) {
	for _, room := range []int{0, 3} {
		ok := t.Run(fmt.Sprintf("RoomFor%d", room), func(t *testing.T) {
			cakes := order(10*room + 20)
			shop := day(t, room, cakes, func(*Shop) {})
			stage.Run(t, func() {
				assert.Equal(t, cakes, shop.Baked(), "the ledger of baked cakes: each cake once, as it left the oven")
				assert.Equal(t, cakes, shop.Sold(), "the ledger of sold cakes: each cake once, none lost on the counter")
			})
			goleak.VerifyNone(t)
		})
		if !ok {
			return // a shop that stands still is in the way of the next one
		}
	}
}

func TestBakersWaitWhenTheCounterIsFull(t *testing.T) {
	const room = 2
	day(t, room, order(40), func(s *Shop) {
		// One cake is being wrapped, two lie on the counter, one is in the
		// baker's hands; one more allows for a clerk between the two.
		assert.LessOrEqual(t, len(s.Baked()), room+3,
			"cakes baked while the first is wrapped: the counter has room for %d", room)
		assert.Empty(t, s.Sold(), "cakes sold while the first is still being wrapped")
	})
}

// When one place is free again, one baker puts a cake there. The others go on
// waiting.
func TestOneBakerAtATimePutsACakeOnAFullCounter(t *testing.T) {
	const bakers, each, room = 4, 3, 1
	var shop *Shop
	slow := stage.NewDoor(2)
	wrapped, ahead := 0, 0
	shop = Open(room, func(string) {
		slow.Enter() // until nobody else can go on
		wrapped++
		if wrapped == 2 {
			ahead = len(shop.Baked()) - len(shop.Sold())
		}
	})
	stage.Run(t, func() {
		var kitchen, seller sync.WaitGroup
		for i := range bakers {
			kitchen.Go(func() {
				for n := range each {
					shop.Bake(fmt.Sprintf("cake %d of baker %d", n+1, i+1))
				}
			})
		}
		stage.Settle() // all of them wait for the counter
		seller.Go(shop.Sell)
		kitchen.Wait()
		shop.Close()
		seller.Wait()
	})
	// One is being wrapped and one lies on the counter, each baker has one in
	// hand; one more allows for a clerk between the two.
	assert.LessOrEqual(t, ahead, 1+room+bakers+1,
		"cakes baked and not sold while the second is wrapped, with %d bakers and a counter for %d.\n"+
			"Several put down their cakes where one was taken off, and went on baking.", bakers, room)
}

// On one processor a seller who takes a cake out of the hands of a waiting baker
// goes on first, so a cake that is not in the ledger yet is found missing.
func TestNoCakeIsWrappedBeforeItIsInTheLedger(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	cakes := order(20)
	var shop *Shop
	shop = Open(0, func(cake string) {
		assert.Contains(t, shop.Baked(), cake, "the ledger of baked cakes while %s is wrapped", cake)
		stage.NewDoor(2).Enter() // until the baker holds out the next one
	})
	stage.Run(t, func() {
		var seller sync.WaitGroup
		seller.Go(shop.Sell)
		for _, cake := range cakes {
			shop.Bake(cake)
		}
		shop.Close()
		seller.Wait()
	})
}

// The seller has not come yet.
func TestThereIsRoomOnTheCounter(t *testing.T) {
	stage.Run(t, func() {
		shop := Open(2, func(string) {})
		shop.Bake("tart")
		shop.Bake("pie")
		shop.Close()
		shop.Sell()
		assert.Equal(t, []string{"tart", "pie"}, shop.Sold(), "the ledger of sold cakes; two lay on the counter when the seller came")
	})
}

// Bakers stand at a full counter before the seller comes.
func TestManyBakersWaitForTheSeller(t *testing.T) {
	stage.Run(t, func() {
		const many = 5
		shop := Open(0, func(string) {})
		var bakers, seller sync.WaitGroup
		for range many {
			bakers.Go(func() { shop.Bake("bun") })
		}
		stage.Settle() // all of them stand there
		seller.Go(shop.Sell)
		bakers.Wait()
		shop.Close()
		seller.Wait()
		assert.Len(t, shop.Sold(), many, "the ledger of sold cakes; so many bakers had one each")
	})
}

func TestTwoBakersShareTheCounter(t *testing.T) {
	stage.Run(t, func() {
		const each = 20
		slow := stage.NewDoor(2)
		shop := Open(1, func(string) { slow.Enter() })

		var bakers, seller sync.WaitGroup
		seller.Go(shop.Sell)
		for _, name := range []string{"Ann", "Bob"} {
			bakers.Go(func() {
				for range each {
					shop.Bake(name)
				}
			})
		}
		bakers.Wait()
		shop.Close()
		seller.Wait()

		assert.ElementsMatch(t, shop.Baked(), shop.Sold(), "cakes baked and cakes sold in one day: they are the same cakes")
		assert.Len(t, shop.Sold(), 2*each, "cakes sold in one day by two bakers of %d each", each)
	})
}

func TestTheShopNeverStandsStillOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		cakes := order(3)
		var shop *Shop
		wrapped := 0
		shop = Open(1, func(cake string) {
			wrapped++
			noted := shop.Baked()
			assert.ElementsMatch(t, cakes[:wrapped-1], shop.Sold(),
				"the ledger of sold cakes while %s is wrapped: those before it were sold.", cake)
			assert.Contains(t, noted, cake,
				"the ledger of baked cakes while %s is wrapped.\n"+
					"The seller has a cake in hand that was never baked.", cake)
			explore.Sometimes("a cake is baked while another is wrapped", len(noted) > wrapped)
		})
		var seller sync.WaitGroup
		seller.Go(shop.Sell)
		for _, cake := range cakes {
			shop.Bake(cake)
		}
		shop.Close()
		seller.Wait()
		assert.Equal(t, cakes, shop.Sold(),
			"the ledger of sold cakes after a day with one baker and one seller.\n"+
				"A cake is missing, or was sold out of turn.")
	})
}

func TestTheLedgerOfSoldCakesIsReadMeanwhileOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		shop := Open(2, func(string) {})
		shop.Bake("tart")
		shop.Bake("pie")
		shop.Close()
		var seller sync.WaitGroup
		seller.Go(shop.Sell)
		if len(shop.Sold()) > 0 {
			assert.NotEmpty(t, shop.Sold(), "the ledger of sold cakes, which held a cake a moment before")
		}
		seller.Wait()
		assert.Equal(t, []string{"tart", "pie"}, shop.Sold(), "the ledger of sold cakes after the day; somebody read in it meanwhile")
	})
}

// The ledgers may be read at any time, also while cakes are baked and sold.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		shop := Open(1, func(string) {})
		var seller sync.WaitGroup
		seller.Go(shop.Sell)
		t.Cleanup(func() {
			shop.Close()
			seller.Wait()
		})
		return explore.Calls{
			"bake":  func() { shop.Bake("cake") },
			"baked": func() { shop.Baked() },
			"sold":  func() { shop.Sold() },
		}
	})
}
