package scenario

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestSmallSizesComeFirst(t *testing.T) {
	assert.Equal(t, []Size{{2, 1, 0}, {2, 1, 1}, {2, 2, 0}, {2, 2, 1}}, UpTo(Usual))
	assert.Equal(t, []Size{{2, 1, 0}, {3, 1, 0}, {2, 2, 0}, {3, 2, 0}}, UpTo(Size{3, 2, 0}))
}

func TestGoroutinesHaveNoNames(t *testing.T) {
	assert.Equal(t, []Scenario{
		{Goroutines: [][]int{{0}, {0}}, After: []int{0, 1}},
		{Goroutines: [][]int{{0}, {1}}, After: []int{0, 1}},
		{Goroutines: [][]int{{1}, {1}}, After: []int{0, 1}},
	}, All(Size{2, 1, 0}, 2))
	assert.Len(t, All(Size{2, 2, 0}, 3), 9*10/2)
	assert.Len(t, All(Size{3, 1, 1}, 3), 3*10)
	assert.Len(t, All(Size{3, 2, 0}, 2), 4*5*6/6)
}

func TestOrdersKeepThoseOfEachGoroutine(t *testing.T) {
	s := Scenario{Before: []int{1}, Goroutines: [][]int{{0, 1}, {1}}, After: []int{0}}
	assert.Equal(t, []Call{{0, 1}, {1, 0}, {1, 1}, {2, 1}, {0, 0}}, s.Calls())
	assert.Equal(t, [][]int{{0, 1, 2, 3, 4}, {0, 1, 3, 2, 4}, {0, 3, 1, 2, 4}}, s.Orders())
	for _, three := range All(Size{3, 2, 0}, 1) {
		assert.Len(t, three.Orders(), 90)
	}
}

func TestABookKeepsWhatCallsReturn(t *testing.T) {
	var b Book
	assert.Equal(t, 0, b.Number(0, []any{1, true}))
	assert.Equal(t, 1, b.Number(0, nil))
	assert.Equal(t, 1, b.Number(0, []any{}))
	assert.Equal(t, 0, b.Number(0, []any{1, true}))
	assert.True(t, b.Enter([]int{0, 1}, []int{3, 4}))
	assert.True(t, b.Enter([]int{1, 0}, []int{5}), "the second waits")
	assert.True(t, b.Waits)
	assert.True(t, b.Start.Next[1].Next[0].Waits)
	assert.False(t, b.Enter([]int{0, 1}, []int{3, 5}), "something else than before")
	assert.False(t, b.Enter([]int{0, 1}, []int{3}))
}
