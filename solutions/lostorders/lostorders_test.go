package lostorders

import (
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

var (
	errFlatTyre = errors.New("flat tyre")
	errClosed   = errors.New("shop closed")
)

// onTheWay is what happens on the way to each shop.
var onTheWay = map[Order]error{"Aalen": errFlatTyre, "Bath": errClosed, "Cork": nil}

// report sends three drivers out, who are all on the way at the same time if
// they are let, and returns what the office hears.
func report(t *testing.T, road *stage.Door) (err error) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	var back atomic.Int64
	dispatch := New(func(o Order) error {
		road.Enter()
		defer back.Add(1)
		return onTheWay[o]
	})
	stage.Run(t, func() {
		err = dispatch.Send("Aalen", "Bath", "Cork")
		assert.EqualValues(t, 3, back.Load(),
			"Send returned; it had three orders, and this many drivers were back.\n"+
				"The office writes its letter before it knows everything.")
		stage.Settle()
	})
	return err
}

func TestEveryFailureReachesTheOffice(t *testing.T) {
	err := report(t, stage.NewDoor(3))
	for _, want := range []error{errFlatTyre, errClosed} {
		assert.ErrorIs(t, err, want,
			"the driver to Aalen had a flat tyre and the one to Bath found the shop closed; Cork has its cakes.\n"+
				"Nobody will pack that order again: the office has never heard that it was lost.")
	}
}

func TestTheLetterNamesEveryShop(t *testing.T) {
	dispatch := New(func(Order) error { return errClosed })
	stage.Run(t, func() {
		letter := Letter(dispatch.Send("Aalen", "Bath", "Cork"))
		for _, shop := range []string{"Aalen", "Bath", "Cork"} {
			assert.Contains(t, letter, shop,
				"three drivers found the shop closed, in Aalen, Bath and Cork. The office reads this letter.\n"+
					"Who packs cakes again must know for whom.")
		}
		assert.ErrorIs(t, dispatch.Send(""), errClosed, "a driver was sent to a shop without a name, and found it closed")
	})
}

func TestAFailureIsHeardWhereverItStands(t *testing.T) {
	orders := []Order{"Aalen", "Bath", "Cork", "Derby", "Ely"}
	for _, lost := range [][]Order{orders[1:2], orders[4:], orders[:4], orders} {
		dispatch := New(func(o Order) error {
			if slices.Contains(lost, o) {
				return errClosed
			}
			return nil
		})
		stage.Run(t, func() {
			letter := Letter(dispatch.Send(orders...))
			for _, shop := range orders {
				assert.Equal(t, slices.Contains(lost, shop), strings.Contains(letter, string(shop)),
					"the shops in %v were closed, of %v. The office reads this letter: %s\n"+
						"Whether it names %s.", lost, orders, letter, shop)
			}
		})
	}
}

func TestTwoOrdersForOneShop(t *testing.T) {
	var sent atomic.Int64
	dispatch := New(func(Order) error {
		return []error{errFlatTyre, errClosed}[sent.Add(1)-1]
	})
	stage.Run(t, func() {
		err := dispatch.Send("Aalen", "Aalen")
		for _, want := range []error{errFlatTyre, errClosed} {
			assert.ErrorIs(t, err, want,
				"two drivers went to Aalen with an order each; one had a flat tyre and the other found the shop closed.\n"+
					"Two orders were lost, and the office has heard of one.")
		}
	})
}

func TestEveryEveningHasALetterOfItsOwn(t *testing.T) {
	monday := true
	dispatch := New(func(Order) error {
		if monday {
			return errFlatTyre
		}
		return nil
	})
	stage.Run(t, func() {
		assert.ErrorIs(t, dispatch.Send("Aalen"), errFlatTyre,
			"on Monday the driver to Aalen had a flat tyre.\n"+
				"The office has never heard that the order was lost.")
		monday = false
		assert.NoError(t, dispatch.Send("Aalen"),
			"on Monday the driver to Aalen had a flat tyre, on Tuesday everything arrived; this is what Send returned on Tuesday.\n"+
				"The office would pack cakes that nobody waits for.")
	})
}

func TestDriversDriveAtTheSameTime(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	// No number of processors is a reason for a driver to wait.
	orders := slices.Repeat([]Order{"Cork"}, 4+runtime.NumCPU())
	road := stage.NewDoor(len(orders))
	dispatch := New(func(Order) error {
		road.Enter()
		return nil
	})
	stage.Run(t, func() { _ = dispatch.Send(orders...) })
	assert.Equal(t, len(orders), road.Most(),
		"Send had %d orders; this many drivers were on the road at the same time.\n"+
			"Cakes do not keep: nobody waits in the yard until another is back.", len(orders))
}

func TestNoFailureIsNoError(t *testing.T) {
	stage.Run(t, func() {
		dispatch := New(func(Order) error { return nil })
		for _, orders := range [][]Order{{}, {"Cork"}, {"Cork", "Derby"}} {
			assert.NoError(t, dispatch.Send(orders...),
				"Send had the orders %v, and all arrived.\nThe office would pack cakes that nobody waits for.", orders)
		}
	})
}

func TestEveryFailureReachesTheOfficeOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var driving atomic.Int32
		dispatch := New(func(o Order) error {
			n := driving.Add(1)
			defer driving.Add(-1)
			explore.Sometimes("two drivers are on the road", n == 2)
			return onTheWay[o]
		})
		err := dispatch.Send("Aalen", "Bath")
		for _, want := range []error{errFlatTyre, errClosed} {
			if !errors.Is(err, want) {
				t.Errorf("the driver to Aalen had a flat tyre and the one to Bath found the shop closed; Send returned %q, want both.\n"+
					"An order is lost, and the office has never heard of it.", err)
			}
		}
	})
}

func TestASuccessHidesNoFailureOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		dispatch := New(func(o Order) error { return onTheWay[o] })
		if err := dispatch.Send("Aalen", "Cork"); !errors.Is(err, errFlatTyre) {
			t.Errorf("the driver to Aalen had a flat tyre, the one to Cork had a good journey; Send returned %v, want %q.\n"+
				"The office rejoices at the cakes in Cork and forgets Aalen.", err, errFlatTyre)
		}
	})
}

func TestTwoDispatchesHaveNothingInCommonOnEverySchedule(t *testing.T) {
	explore.Apart(t, func(t *testing.T) explore.Calls {
		dispatch := New(func(o Order) error { return onTheWay[o] })
		return explore.Calls{"send": func() { _ = dispatch.Send("Aalen", "Cork") }}
	})
}
