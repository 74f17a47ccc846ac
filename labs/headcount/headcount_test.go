package headcount

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
)

var errNobodyHome = errors.New("nobody at home")

// nobodyHasDate finds somebody at home with every cake but one.
func nobodyHasDate(cake string) error {
	if cake == "date" {
		return errNobodyHome
	}
	return nil
}

// list returns the foreman's two lists as a text.
func list(delivered, brought []string) string {
	d, b := slices.Sorted(slices.Values(delivered)), slices.Sorted(slices.Values(brought))
	return "delivered: " + strings.Join(d, ", ") + "; brought back: " + strings.Join(b, ", ")
}

func check(t *testing.T, yard *Yard, delivered, brought []string) {
	t.Helper()
	assert.Equal(t, list(delivered, brought), list(yard.Lock()),
		"The foreman locked the gate and read his lists. A cake that is missing is out there with somebody who cannot come in any more.")
}

func TestTheDayEndsWhenNobodyWasAtHome(t *testing.T) {
	stage.Run(t, func() {
		yard := Open(nobodyHasDate)
		yard.Send("apple", "berry")
		yard.Send("date")
		stage.Settle() // everybody has driven
		check(t, yard, []string{"apple", "berry"}, []string{"date"})
	})
}

func TestARushedCakeIsLeftAtTheDoor(t *testing.T) {
	stage.Run(t, func() {
		yard := Open(nobodyHasDate)
		yard.Rush("date")
		stage.Settle()
		yard.Rush("apple")
		stage.Settle()
		check(t, yard, []string{"apple", "date"}, nil)
	})
}

func TestACakeWithoutANameIsACake(t *testing.T) {
	stage.Run(t, func() {
		yard := Open(nobodyHasDate)
		yard.Send("apple", "")
		yard.Rush("")
		check(t, yard, []string{"", "", "apple"}, nil)
	})
}

func TestAQuietDayEndsAtOnce(t *testing.T) {
	stage.Run(t, func() {
		yard := Open(nobodyHasDate)
		yard.Send()
		check(t, yard, nil, nil)
	})
}

func TestTheGateStaysOpenWhileSomebodyIsOut(t *testing.T) {
	for _, way := range []struct {
		name string
		goes func(*Yard)
	}{
		{"Send", func(y *Yard) { y.Send("apple") }},
		{"Rush", func(y *Yard) { y.Rush("apple") }},
	} {
		ok := t.Run(way.name, func(t *testing.T) {
			home := make(chan struct{})
			yard := Open(func(string) error { <-home; return nil })
			var locked atomic.Bool
			stage.Run(t, func() {
				way.goes(yard)
				stage.Settle() // the driver is at the customer's door
				var foreman sync.WaitGroup
				foreman.Go(func() { check(t, yard, []string{"apple"}, nil); locked.Store(true) })
				stage.Settle()
				assert.False(t, locked.Load(), "A driver was out with a cake (%s) when the foreman came to the gate; gate locked.", way.name)
				close(home)
				foreman.Wait()
			})
		})
		if !ok {
			return // a foreman who waits for ever is in the way of the next one
		}
	}
}

func TestDriversAreOutTogether(t *testing.T) {
	const vans, bicycles = 20, 10
	road := stage.NewDoor(vans + bicycles)
	stage.Run(t, func() {
		yard := Open(func(string) error { road.Enter(); return nil })
		yard.Send(slices.Repeat([]string{"apple"}, vans)...)
		for range bicycles {
			yard.Rush("cherry")
		}
		stage.Settle() // everybody is out whom the yard lets out
		yard.Lock()
	})
	assert.Equal(t, vans+bicycles, road.Most(),
		"%d cakes were sent by van and %d by bicycle; drivers and riders on the road at the same time. Send and Rush wait for nobody.", vans, bicycles)
}

func TestEveryVanIsBackOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var drives atomic.Int64
		yard := Open(func(cake string) error {
			drives.Add(1)
			return nobodyHasDate(cake)
		})
		yard.Send("apple", "date")
		check(t, yard, []string{"apple"}, []string{"date"})
		assert.EqualValues(t, 2, drives.Load(), "Two cakes were sent, and nobody was at home for one; drives. A driver goes to a customer once.")
	})
}

func TestEveryVanAndEveryBicycleIsBackOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var drives atomic.Int64
		yard := Open(func(cake string) error {
			drives.Add(1)
			return nobodyHasDate(cake)
		})
		yard.Rush("date")
		yard.Send("apple")
		check(t, yard, []string{"apple", "date"}, nil)
		assert.EqualValues(t, 2, drives.Load(), "Two cakes were sent, and nobody was at home for one; drives. A rider goes to a customer once.")
	})
}

func TestEverybodyIsBackFromEveryCallOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		yard := Open(nobodyHasDate)
		yard.Send("date")
		yard.Send("date")
		yard.Rush("apple")
		check(t, yard, []string{"apple"}, []string{"date", "date"})
	}, explore.Schedules(1000))
}

func TestTwoYardsHaveNothingInCommonOnEverySchedule(t *testing.T) {
	explore.Apart(t, func(t *testing.T) explore.Calls {
		yard := Open(nobodyHasDate)
		return explore.Calls{"send": func() {
			yard.Send("date")
			yard.Lock()
		}}
	})
}
