package cakebox

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestOneCakePerBox(t *testing.T) {
	stage.Run(t, func() {
		// The door lets two bakers carry their cakes at the same time, if Put does.
		door := stage.NewDoor(2)
		box := NewBox(func(Cake) { door.Enter() })

		anna, bert := twoBakers(box)
		check(t, box.Open(), anna, bert)
	})
}

func TestOneCakePerBoxOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		box := NewBox(func(Cake) {})
		anna, bert := twoBakers(box)
		check(t, box.Open(), anna, bert)
		explore.Sometimes("the cake is Anna's", anna)
		explore.Sometimes("the cake is Bert's", bert)
	})
}

// twoBakers lets Anna and Bert come to the box at the same time, and returns
// what Put told each of them.
func twoBakers(box *Box) (anna, bert bool) {
	var bakers sync.WaitGroup
	bakers.Go(func() { anna = box.Put("Anna's cake") })
	bakers.Go(func() { bert = box.Put("Bert's cake") })
	bakers.Wait()
	return anna, bert
}

// check compares what a customer found with what the bakers were told.
func check(t *testing.T, found string, anna, bert bool) {
	t.Helper()
	assert.NotContains(t, found, "crumbs",
		"Anna and Bert came to the same box with a cake each. The customer must find one whole cake in it.")
	assert.True(t, anna != bert,
		"Put said true to Anna: %t, and to Bert: %t. The box is for one of them; the other must hear false and look for another box.", anna, bert)
	if anna != bert {
		want := map[bool]string{true: "Anna's cake", false: "Bert's cake"}[anna]
		assert.Equal(t, want, found, "Whoever was told true must find that very cake in the box.")
	}
}

func TestFullBoxIsLeftAlone(t *testing.T) {
	stage.Run(t, func() {
		carried := 0
		box := NewBox(func(Cake) { carried++ })

		assert.True(t, box.Put("Anna's cake"), "The box is empty, so Anna's cake goes in.")
		assert.False(t, box.Put("Bert's cake"), "The box is full, so Bert keeps his cake.")
		assert.Equal(t, "Anna's cake", box.Open())
		assert.Equal(t, 1, carried, "Carry is called once for each cake that is put in.")

		nameless := NewBox(func(Cake) { carried++ })
		assert.True(t, nameless.Put(""), "The box is empty, and a cake goes in that has no name.")
		assert.False(t, nameless.Put("Bert's cake"), "In the box there is a cake that has no name, so Bert keeps his.")
		assert.Equal(t, 2, carried, "Carry is called once for each cake that is put in, also for one that has no name.")
	})
}

func TestEmptyBoxHoldsNothing(t *testing.T) {
	stage.Run(t, func() {
		assert.Empty(t, NewBox(func(Cake) {}).Open())
	})
}

// One baker after the other finds the box full, and it is still there for the next.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		box := NewBox(func(Cake) {})
		return explore.Calls{"put": func() { box.Put("a cake") }}
	})
}
