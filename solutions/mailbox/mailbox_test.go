package mailbox

import (
	"sync"
	"testing"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"
)

func open() *Office {
	return Open(map[string]int{"apple tart": 3, "berry pie": 4})
}

func TestABillIsAddedUp(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		office := open()
		assert.Equal(t, 7, office.Bill("apple tart", "berry pie"), "An apple tart for 3 and a berry pie for 4 were ordered; the bill.")
		assert.Equal(t, 0, office.Bill(), "Nothing was ordered; the bill.")
		office.Close()
	})
}

func TestPricesCanBeAskedAndRaised(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		office := open()
		assert.Equal(t, 3, office.Price("apple tart"), "An apple tart costs 3; the price that the office names.")
		office.Raise(2)
		assert.Equal(t, 5, office.Price("apple tart"), "An apple tart cost 3, and then everything became dearer by 2; the price that the office names.")
		assert.Equal(t, 0, office.Price("cloud"), "No cloud is on the price list; the price that the office names.")
		office.Raise(1)
		assert.Equal(t, 0, office.Price("cloud"), "Somebody has asked for a cloud, which is on no price list, and then everything became dearer by 1; the price that the office names.")
		assert.Equal(t, 6, office.Bill("apple tart", "cloud"), "An apple tart for 6 was ordered, and a cloud; the bill.")
		office.Raise(1)
		assert.Equal(t, 7, office.Bill("apple tart", "cloud"), "The same was ordered when everything had become dearer by 1; the bill.")
		office.Close()
		office = Open(map[string]int{"": 2})
		assert.Equal(t, []int{2, 2}, []int{office.Price(""), office.Bill("")}, "The only cake on the price list has no name, and costs 2; its price, and the bill for one.")
		office.Close()
	})
}

func TestManyBillsAtOnce(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		office := open()
		var customers sync.WaitGroup
		for range 8 {
			customers.Go(func() {
				assert.Equal(t, 10, office.Bill("apple tart", "berry pie", "apple tart"), "Two apple tarts for 3 each and a berry pie for 4 were ordered, by eight customers at once; the bill of one of them.")
			})
		}
		customers.Wait()
		office.Close()
	})
}

// A second actor makes tens of thousands of schedules out of a few thousand, and
// what goes wrong shows in the first hundred.
const most = 5000

func TestABillHasThePricesOfOneMomentOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		office := open()
		var boss sync.WaitGroup
		boss.Go(func() { office.Raise(2) })
		bill := office.Bill("apple tart", "berry pie")
		boss.Wait()
		assert.Contains(t, []int{3 + 4, 5 + 6}, bill,
			"An apple tart for 3 and a berry pie for 4 were ordered while everything became dearer by 2; the bill. It holds an old price and a new one.")
		explore.Sometimes("the bill comes before the rise", bill == 7)
		explore.Sometimes("the rise comes before the bill", bill == 11)
		office.Close()
	}, explore.Schedules(most))
}

func TestAPriceCanBeAskedWhileABillIsAddedUpOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		office := open()
		var customer sync.WaitGroup
		customer.Go(func() {
			assert.Contains(t, []int{3, 5}, office.Price("apple tart"),
				"An apple tart cost 3, and somebody asked for its price when everything was about to become dearer by 2; the price that the office names.")
		})
		assert.Equal(t, 4, office.Bill("berry pie"), "A berry pie for 4 was ordered; the bill.")
		office.Raise(2)
		customer.Wait()
		office.Close()
	}, explore.Schedules(most))
}

func TestPricesRiseTwiceOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		office := open()
		var boss sync.WaitGroup
		boss.Go(func() { office.Raise(2) })
		office.Raise(1)
		boss.Wait()
		assert.Equal(t, 3+2+1, office.Price("apple tart"), "An apple tart cost 3. Two people raised the prices at the same time, one of them by 2 and the other by 1; the price that the office names. Neither rise may be lost.")
		office.Close()
	}, explore.Schedules(most))
}

func TestTwoBillsComeToAnEndOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		office := open()
		var customer sync.WaitGroup
		customer.Go(func() {
			assert.Equal(t, 3, office.Bill("apple tart"), "An apple tart for 3 was ordered; the bill.")
		})
		assert.Equal(t, 4, office.Bill("berry pie"), "A berry pie for 4 was ordered; the bill.")
		customer.Wait()
		office.Close()
	}, explore.Schedules(most))
}

// The office may be asked by anybody at any time.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		office := Open(map[string]int{"apple tart": 3})
		t.Cleanup(office.Close)
		return explore.Calls{
			"price": func() { office.Price("apple tart") },
			"raise": func() { office.Raise(1) },
			"bill":  func() { office.Bill("apple tart", "apple tart") },
		}
	}, explore.Schedules(20_000))
}
