package cakebox

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"racelab/internal/stage"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestOneCakePerBox(t *testing.T) {
	// The door lets two bakers carry their cakes at the same time, if Put does.
	door := stage.NewDoor(2)
	box := NewBox(func(Cake) { door.Enter() })

	packed := make([]bool, 2)
	stage.Run(t, func() {
		var bakers sync.WaitGroup
		bakers.Go(func() { packed[0] = box.Put("Anna's cake") })
		bakers.Go(func() { packed[1] = box.Put("Bert's cake") })
		bakers.Wait()
	})

	told := 0
	for _, yes := range packed {
		if yes {
			told++
		}
	}
	found := box.Open()
	assert.NotContains(t, found, "crumbs",
		"Anna and Bert came to the same box with a cake each. The customer must find one whole cake in it.\nNext: go tool lab hint cakebox")
	assert.Equal(t, 1, told,
		"Put said true to Anna: %t, and to Bert: %t. The box is for one of them; the other must hear false and look for another box.\nNext: go tool lab hint cakebox", packed[0], packed[1])
	if told == 1 {
		want := map[bool]string{true: "Anna's cake", false: "Bert's cake"}[packed[0]]
		assert.Equal(t, want, found, "Whoever was told true must find that very cake in the box.\nNext: go tool lab hint cakebox")
	}
}

func TestFullBoxIsLeftAlone(t *testing.T) {
	carried := 0
	box := NewBox(func(Cake) { carried++ })

	assert.True(t, box.Put("Anna's cake"), "The box is empty, so Anna's cake goes in.")
	assert.False(t, box.Put("Bert's cake"), "The box is full, so Bert keeps his cake.")
	assert.Equal(t, "Anna's cake", box.Open())
	assert.Equal(t, 1, carried, "Carry is called once for each cake that is put in.")
}

func TestEmptyBoxHoldsNothing(t *testing.T) {
	assert.Empty(t, NewBox(func(Cake) {}).Open())
}
