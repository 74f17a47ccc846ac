package errand

import (
	"runtime"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

var prices = map[string]int{"eggs": 30, "flour": 12}

func TestEverythingIsOnTheTable(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	// The market holds the apprentices back until the table has been looked at,
	// or until nobody else can do anything.
	market := stage.NewDoor(3)
	kitchen := New(func(item string) int {
		market.Enter()
		return prices[item]
	}, func() {})

	stage.Run(t, func() {
		table := kitchen.Prepare("eggs", "flour")
		cost, items := Cost(table), []string{table[0].Item, table[1].Item}
		market.Enter()
		stage.Settle() // a late apprentice comes home now
		assert.Equal(t, []string{"eggs", "flour"}, items,
			"Prepare(eggs, flour) returned, and this stood on the table.\n"+
				"The cook reached for something that was still at the market.")
		assert.Equal(t, 42, cost,
			"Prepare(eggs, flour) returned; eggs cost 30 pence, flour 12.\n"+
				"The cook paid an apprentice for a purchase that nobody had made yet.")
	})
}

func TestNobodyStandsIdle(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	// No number of processors is a reason for an apprentice to wait.
	list := slices.Repeat([]string{"eggs", "flour"}, 1+runtime.NumCPU())
	work := stage.NewDoor(len(list) + 1)
	kitchen := New(func(item string) int {
		work.Enter()
		return prices[item]
	}, work.Enter)

	stage.Run(t, func() {
		table := kitchen.Prepare(list...)
		stage.Settle()
		assert.Equal(t, 42*len(list)/2, Cost(table), "eggs for 30 pence and flour for 12 were bought, each %d times.", len(list)/2)
	})
	assert.Equal(t, len(list)+1, work.Most(),
		"%d apprentices were sent out, and the cook had dough to knead: this many worked at the same time.\n"+
			"An errand that others must wait for saves nobody any time.", len(list))
}

func TestEveryApprenticeBringsAPurchase(t *testing.T) {
	var pence atomic.Int32
	kitchen := New(func(string) int { return int(pence.Add(1)) }, func() {})
	stage.Run(t, func() {
		cost := Cost(kitchen.Prepare("eggs", "eggs"))
		stage.Settle() // a late apprentice comes home now
		assert.Equal(t, 3, cost,
			"eggs stood on the list twice; one apprentice paid 1 penny for them, the other 2.\n"+
				"Each of them has bought eggs, and both belong on the table.")
	})
}

func TestEverythingIsOnTheTableOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var atMarket, kneaded atomic.Int32
		kitchen := New(func(item string) int {
			atMarket.Add(1)
			defer atMarket.Add(-1)
			return prices[item]
		}, func() {
			explore.Sometimes("the cook kneads while two apprentices are at the market", atMarket.Load() == 2)
			kneaded.Add(1)
		})

		table := kitchen.Prepare("eggs", "flour")
		if cost := Cost(table); cost != 42 {
			t.Errorf("Prepare(eggs, flour) returned purchases for %d pence, want 42: eggs cost 30, flour 12.\n"+
				"Somebody was still at the market when the cook reached for the table.", cost)
			return
		}
		if first := table[0].Item; first != "eggs" {
			t.Errorf("Prepare(eggs, flour) returned, and the %s came first on the table, want the eggs.\n"+
				"The cook goes by the list, and not by who was home first.", first)
		}
		if n := kneaded.Load(); n != 1 {
			t.Errorf("Prepare returned; the cook has kneaded %d doughs, want 1.\n"+
				"Whoever kneads has only begun.", n)
		}
	})
}

func TestEveryMorningHasATableOfItsOwnOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		kitchen := New(func(item string) int { return prices[item] }, func() {})
		monday := kitchen.Prepare("eggs")
		tuesday := kitchen.Prepare("flour")
		if m, d := Cost(monday), Cost(tuesday); m != 30 || d != 12 {
			t.Errorf("on Monday the cook prepared eggs for 30 pence, on Tuesday flour for 12. On Monday's table there is something for %d pence, on Tuesday's for %d.\n"+
				"What was good for one morning was not made anew for the next.", m, d)
		}
	})
}

func TestAnItemWithoutANameIsBought(t *testing.T) {
	stage.Run(t, func() {
		table := New(func(string) int { return 5 }, func() {}).Prepare("", "flour")
		assert.Equal(t, 10, Cost(table), "Two items cost 5 pence each, and one of them has no name; what all of them cost.")
	})
}

func TestAnEmptyListNeedsNobody(t *testing.T) {
	stage.Run(t, func() {
		kneaded := 0
		table := New(nil, func() { kneaded++ }).Prepare()
		assert.Empty(t, table, "Prepare was given an empty list: nothing is brought home.")
		assert.Equal(t, 1, kneaded, "Prepare kneads one dough, whatever is on the list.")
	})
}

func TestTwoKitchensHaveNothingInCommonOnEverySchedule(t *testing.T) {
	explore.Apart(t, func(t *testing.T) explore.Calls {
		kitchen := New(func(item string) int { return prices[item] }, func() {})
		return explore.Calls{"prepare": func() { kitchen.Prepare("eggs") }}
	})
}
