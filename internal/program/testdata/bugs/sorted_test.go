package bugs

import (
	"cmp"
	"slices"
	"sort"
	"testing"
)

// want: data race
func TestOrderTwo(t *testing.T) {
	scores := []int{1, 2}
	both(func() {
		slices.SortStableFunc(scores, func(a, b int) int { return cmp.Compare(b, a) }) // race
	}, func() {
		_ = scores[1] // race
	})
}

// want: passed 1
func TestOrderTwoFixed(t *testing.T) {
	scores := []int{1} // alone it is in any order, and not even looked at
	both(func() {
		slices.SortStableFunc(scores, func(a, b int) int { return cmp.Compare(b, a) })
		slices.SortFunc(scores, cmp.Compare)
		slices.Reverse(scores)
		sort.Slice(scores, func(i, j int) bool { return scores[i] < scores[j] })
		sort.Sort(sort.IntSlice(scores))
		_ = slices.Compact(scores)
		slices.Sort(scores)
	}, func() {
		scores[0] = 2
	})
}

// want: data race
func TestSortWhatAscends(t *testing.T) {
	scores := []int{1, 2, 2, 3}
	both(func() {
		sort.Ints(scores) // race
	}, func() {
		scores[3] = 4 // race
	})
}

// want: passed 1
func TestSortWhatAscendsFixed(t *testing.T) {
	scores, names := []int{1, 2, 2, 3}, []string{"ann", "bob"} // which are only read
	both(func() {
		sort.Ints(scores)
		slices.Sort(names)
	}, func() {
		_ = slices.Max(scores)
		slices.Sort(names)
	})
}
