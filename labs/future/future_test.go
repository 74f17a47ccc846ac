package future

import (
	"sync"
	"sync/atomic"
	"testing"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"
)

// by returns a baker of that name.
func by(baker string) Baker {
	return func() Cake { return Cake{"wedding cake", baker} }
}

func TestABakerGoesHomeIfNobodyCollects(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() { Order(by("Anna")) })
}

func TestTheVoucherComesAtOnce(t *testing.T) {
	var got []Cake
	handedOut := make(chan struct{})
	stage.Run(t, func() {
		slow := func(baker string) Baker {
			return func() Cake { <-handedOut; return by(baker)() }
		}
		first, second := Order(slow("Anna")), Order(slow("Bert"))
		close(handedOut)
		got = CollectAll(first, second)
	})
	assert.Equal(t, []Cake{by("Anna")(), by("Bert")()}, got,
		"two cakes were ordered, then the bakers began, then the cakes were collected.")
}

func TestTheCakeIsBakedWhileTheCustomerIsOut(t *testing.T) {
	var baked atomic.Int64
	count := func() Cake { baked.Add(1); return Cake{} }
	stage.Run(t, func() {
		Order(count, count)
		stage.Settle() // the customer goes for a walk
	})
	assert.Equal(t, 2, int(baked.Load()),
		"two bakers were asked, and nobody has shown the voucher yet; this many have baked.\n"+
			"Order asks them, and a customer who comes back later need not wait so long.")
}

// However quick the first one is.
func TestEveryBakerIsAskedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var baked atomic.Int64
		bake := func() Cake { baked.Add(1); return Cake{} }
		v := Order(bake, bake, bake)
		assert.Equal(t, []Cake{{}, {}}, CollectAll(v, v), "three bakers baked a cake that has no name; the cakes for the voucher, shown twice.")
		stage.Settle() // all are ready
		assert.EqualValues(t, 3, baked.Load(),
			"three bakers were asked for the same cake; this many have baked.\n"+
				"Order asks every one of them.")
	})
}

func TestTheCakesComeInTheOrderOfTheVouchers(t *testing.T) {
	var got []Cake
	goOn := make(chan struct{})
	stage.Run(t, func() {
		slow := Order(func() Cake { <-goOn; return by("Anna")() })
		quick := Order(by("Bert"))
		var customer sync.WaitGroup
		customer.Go(func() { got = CollectAll(slow, quick) })
		stage.Settle() // Bert's cake is ready, and whoever could take it has
		close(goOn)
		customer.Wait()
	})
	assert.Equal(t, []Cake{by("Anna")(), by("Bert")()}, got,
		"two vouchers were shown, for Anna's cake and for Bert's, and Bert was ready first.\n"+
			"The cakes come in the order of the vouchers.")
}

func TestAVoucherMayBeShownTwice(t *testing.T) {
	var once, twice Cake
	stage.Run(t, func() {
		v := Order(by("Anna"))
		once, twice = v.Collect(), v.Collect()
	})
	assert.Equal(t, by("Anna")(), once, "the cake for a voucher that is shown for the first time")
	assert.Equal(t, by("Anna")(), twice,
		"the cake for a voucher that is shown for the second time.\n"+
			"It was there a moment ago.")
}

func TestNobodyIsLeftStandingOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) { Order(by("Anna"), by("Bert")) })
}

func TestEverybodyGetsTheSameCakeOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		v := Order(by("Anna"), by("Bert"))
		var other Cake
		var customer sync.WaitGroup
		customer.Go(func() { other = v.Collect() })
		mine := v.Collect()
		customer.Wait()
		again := v.Collect()
		assert.True(t, mine == by("Anna")() || mine == by("Bert")(),
			"the cake for a voucher that Anna and Bert bake for: %+v.\n"+
				"It is no cake of theirs.", mine)
		assert.True(t, mine == other && mine == again,
			"one voucher was shown three times, for %+v, %+v and %+v.\n"+
				"It stands for one cake.", mine, other, again)
		explore.Sometimes("Anna's cake counts", mine.Baker == "Anna")
		explore.Sometimes("Bert's cake counts", mine.Baker == "Bert")
	})
}

func TestTheFirstCakeCounts(t *testing.T) {
	var early, late Cake
	collected := make(chan struct{})
	stage.Run(t, func() {
		v := Order(func() Cake { <-collected; return by("Anna")() }, by("Bert"))
		early = v.Collect()
		close(collected)
		stage.Settle() // Anna is ready too
		late = v.Collect()
	})
	assert.Equal(t, by("Bert")(), early, "the cake for a voucher, while Anna is still baking and Bert is ready")
	assert.Equal(t, early, late,
		"the cake for the same voucher, now that both are ready.\n"+
			"One voucher stands for one cake.")
}

// Both are ready at the same moment, if nothing keeps them apart.
func TestTwoKitchensAreReadyAtOnce(t *testing.T) {
	together := stage.NewDoor(2)
	bake := func(baker string) Baker {
		return func() Cake { together.Enter(); return by(baker)() }
	}
	stage.Run(t, func() {
		v := Order(bake("Anna"), bake("Bert"))
		cake := v.Collect()
		stage.Settle() // both have brought their cakes
		assert.Equal(t, cake, v.Collect(),
			"the cake for a voucher that was shown before.")
	})
	assert.Equal(t, 2, together.Most(), "kitchens that bake at the same time")
}

// A voucher may be shown by anybody at any time.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		voucher := Order(func() Cake { return Cake{"tart", "Ann"} }, func() Cake { return Cake{"tart", "Bob"} })
		return explore.Calls{
			"collect":     func() { voucher.Collect() },
			"collect all": func() { CollectAll(voucher, voucher) },
		}
	})
}
