package bugs

import (
	"maps"
	randv2 "math/rand/v2"
	"slices"
	"testing"

	"racelab/internal/explore"
)

// want: passed
func TestSometimesNeverHoldsFixed(t *testing.T) {
	n := make(chan int, 2)
	full := make(chan bool, 2)
	bake := func() { n <- 1; full <- len(n) == 2; <-n }
	both(bake, bake)
	a, b := <-full, <-full
	explore.Sometimes("one at a time", !a && !b)
	explore.Sometimes("both at once", a || b)
}

// want: passed
func TestMapOrderFixed(t *testing.T) {
	names := slices.Sorted(maps.Keys(map[string]int{"ann": 1, "bob": 2, "cy": 3}))
	if !slices.IsSorted(names) {
		t.Error("not sorted")
	}
}

// want: passed 6
func TestDieFixed(t *testing.T) {
	if randv2.IntN(6) == 6 {
		t.Error("a die has no seven")
	}
}

// want: passed 24
func TestEveryOrderOfPointersInAMap(t *testing.T) {
	type reader struct{ box chan int } // boxes of several sizes have addresses in another order each time
	readers := map[*reader]bool{}
	for _, room := range []int{1, 100, 30, 7} {
		readers[&reader{make(chan int, room)}] = true
	}
	for r := range readers {
		if r.box <- 1; cap(r.box) > 10 {
			<-r.box
		}
	}
}
