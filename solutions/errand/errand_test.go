package errand

import (
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
				"The cook reached for something that was still at the market.\n"+
				"next: go tool lab hint errand")
		assert.Equal(t, 42, cost,
			"Prepare(eggs, flour) returned; eggs cost 30 pence, flour 12.\n"+
				"The cook paid an apprentice for a purchase that nobody had made yet.\n"+
				"next: go tool lab hint errand")
	})
}

func TestNobodyStandsIdle(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	work := stage.NewDoor(3)
	kitchen := New(func(item string) int {
		work.Enter()
		return prices[item]
	}, work.Enter)

	stage.Run(t, func() {
		kitchen.Prepare("eggs", "flour")
		stage.Settle()
	})
	assert.Equal(t, 3, work.Most(),
		"two apprentices were sent out, and the cook had dough to knead: this many worked at the same time.\n"+
			"An errand that others must wait for saves nobody any time.\n"+
			"next: go tool lab hint errand")
}

func TestEverythingIsOnTheTableOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var atMarket atomic.Int32
		kitchen := New(func(item string) int {
			atMarket.Add(1)
			defer atMarket.Add(-1)
			return prices[item]
		}, func() {
			explore.Sometimes("the cook kneads while two apprentices are at the market", atMarket.Load() == 2)
		})

		table := kitchen.Prepare("eggs", "flour")
		if cost := Cost(table); cost != 42 {
			t.Errorf("Prepare(eggs, flour) returned purchases for %d pence, want 42: eggs cost 30, flour 12.\n"+
				"Somebody was still at the market when the cook reached for the table.\n"+
				"next: go tool lab hint errand", cost)
		}
	})
}

func TestAnEmptyListNeedsNobody(t *testing.T) {
	kneaded := 0
	table := New(nil, func() { kneaded++ }).Prepare()
	assert.Empty(t, table, "Prepare was given an empty list: nothing is brought home.\nnext: go tool lab hint errand")
	assert.Equal(t, 1, kneaded, "Prepare kneads one dough, whatever is on the list.\nnext: go tool lab hint errand")
}
