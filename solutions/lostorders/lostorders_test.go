package lostorders

import (
	"errors"
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
				"The office writes its letter before it knows everything.\n"+
				"next: go tool lab hint lostorders")
		stage.Settle()
	})
	return err
}

func TestEveryFailureReachesTheOffice(t *testing.T) {
	err := report(t, stage.NewDoor(3))
	for _, want := range []error{errFlatTyre, errClosed} {
		assert.ErrorIs(t, err, want,
			"the driver to Aalen had a flat tyre and the one to Bath found the shop closed; Cork has its cakes.\n"+
				"Nobody will pack that order again: the office has never heard that it was lost.\n"+
				"next: go tool lab hint lostorders")
	}
}

func TestDriversDriveAtTheSameTime(t *testing.T) {
	road := stage.NewDoor(3)
	report(t, road)
	assert.Equal(t, 3, road.Most(),
		"Send had three orders; this many drivers were on the road at the same time.\n"+
			"Cakes do not keep: nobody waits in the yard until another is back.\n"+
			"next: go tool lab hint lostorders")
}

func TestNoFailureIsNoError(t *testing.T) {
	dispatch := New(func(Order) error { return nil })
	for _, orders := range [][]Order{{}, {"Cork"}, {"Cork", "Derby"}} {
		assert.NoError(t, dispatch.Send(orders...),
			"Send had the orders %v, and all arrived.\nThe office would pack cakes that nobody waits for.\nnext: go tool lab hint lostorders", orders)
	}
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
					"An order is lost, and the office has never heard of it.\n"+
					"next: go tool lab hint lostorders", err)
			}
		}
	})
}

func TestASuccessHidesNoFailureOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		dispatch := New(func(o Order) error { return onTheWay[o] })
		if err := dispatch.Send("Aalen", "Cork"); !errors.Is(err, errFlatTyre) {
			t.Errorf("the driver to Aalen had a flat tyre, the one to Cork had a good journey; Send returned %v, want %q.\n"+
				"The office rejoices at the cakes in Cork and forgets Aalen.\n"+
				"next: go tool lab hint lostorders", err, errFlatTyre)
		}
	})
}
