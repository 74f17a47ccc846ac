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

	found := box.Open()
	assert.Contains(t, []string{"Anna's cake", "Bert's cake"}, found,
		"Anna and Bert both put a cake into one box: the customer must find exactly one whole cake in it.\nNext: go tool lab hint cakebox")
	assert.NotEqual(t, packed[0], packed[1],
		"Put told Anna %t and Bert %t: exactly one of them may be told that the box is hers.\nNext: go tool lab hint cakebox", packed[0], packed[1])
	if packed[0] != packed[1] {
		assert.Equal(t, packed[0], found == "Anna's cake", "The cake in the box must be that of the baker whose Put returned true.\nNext: go tool lab hint cakebox")
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
