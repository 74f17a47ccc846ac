package twocounters

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

// A customer comes to the office and hands in slips, one after the other: "+"
// orders a cake, "-" cancels it.
func (o *Office) customer(name, slips string) {
	for _, slip := range slips {
		if slip == '+' {
			o.Order(name)
		} else {
			o.Cancel(name)
		}
	}
}

func check(t *testing.T, want, got []string, slips string) {
	t.Helper()
	assert.Equal(t, want, got,
		"Slips were handed in, %s (+ orders, - cancels); these are the customers for whom a cake is baked.\n"+
			"A customer's slips count in the order in which they were handed in.", slips)
}

// All slips lie there when the clerk comes. Which counter he looks at first is
// left to chance, if it is left to anything, so there are many mornings.
func TestSlipsCountInTheirOrder(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	for _, day := range []struct {
		slips string
		want  []string
	}{
		{"+-", nil},
		{"-+", []string{"Hill"}},
		{"+-+", []string{"Hill"}},
		{"++-", nil},
		{"-+-+", []string{"Hill"}},
	} {
		stage.Run(t, func() {
			for range 100 {
				o := Open(len(day.slips))
				o.customer("Hill", day.slips)
				o.Close()
				if got := o.Keep(); len(got) != len(day.want) {
					check(t, day.want, got, "Hill's "+day.slips)
					return
				}
			}
		})
	}
}

// The clerk has not come yet, and nobody waits for him while there is room.
func TestThereIsRoomForSlips(t *testing.T) {
	stage.Run(t, func() {
		o := Open(5)
		o.customer("", "+-") // somebody gives no name
		o.customer("Hill", "+")
		o.customer("Mill", "+")
		o.customer("Hill", "-")
		o.Close()
		o.Close()
		check(t, []string{"Mill"}, o.Keep(), "+- without a name, Hill's +, Mill's +, Hill's -")
	})
}

// There is room for one slip, and many come.
func TestManySlipsAreRead(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		o := Open(1)
		var street sync.WaitGroup
		for _, name := range []string{"Hill", "", "Lake", "Glen", "Dale", "Wood", "Moor"} { // one gives no name
			street.Go(func() {
				for range 20 {
					o.customer(name, "+-+")
				}
			})
		}
		var got []string
		var clerk sync.WaitGroup
		clerk.Go(func() { got = o.Keep() })
		street.Wait()
		o.Close()
		clerk.Wait()
		check(t, []string{"", "Dale", "Glen", "Hill", "Lake", "Moor", "Wood"}, got, "+-+ of seven customers, twenty times")
	})
}

// day has one customer hand in these slips while the clerk reads, and says
// whether a cake is baked.
func day(slips string) []string {
	o := Open(1)
	var got []string
	var clerk sync.WaitGroup
	clerk.Go(func() { got = o.Keep() })
	o.customer("Hill", slips)
	o.Close()
	clerk.Wait()
	return got
}

func TestACancelledCakeIsNotBakedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		check(t, nil, day("+-"), "Hill's +-")
	})
}

func TestACakeOrderedAfterAllIsBakedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		check(t, []string{"Hill"}, day("-+"), "Hill's -+")
	})
}

func TestAChangedMindIsChangedAgainOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		check(t, []string{"Hill"}, day("+-+"), "Hill's +-+")
	})
}

func TestWhoOrdersDoesNotMeddleOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) { beside(t, "+", []string{"Mill"}) })
}

func TestWhoCancelsDoesNotMeddleOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) { beside(t, "-", nil) })
}

// beside has Mill hand in this slip while Hill is at the counters.
func beside(t *testing.T, slip string, want []string) {
	o := Open(4)
	var street sync.WaitGroup
	street.Go(func() { o.customer("Hill", "-+-") })
	street.Go(func() { o.customer("Mill", slip) })
	street.Wait()
	o.Close()
	check(t, want, o.Keep(), "Hill's -+-, Mill's "+slip)
}

// Any two slips may be handed in at once.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		o := Open(1)
		var clerk sync.WaitGroup
		clerk.Go(func() { o.Keep() })
		t.Cleanup(func() {
			o.Close()
			clerk.Wait()
		})
		return explore.Calls{
			"order":  func() { o.Order("Hill") },
			"cancel": func() { o.Cancel("Hill") },
		}
	})
}
