package bugs

import (
	"math/rand"
	randv2 "math/rand/v2"
	"slices"
	"testing"

	"racelab/internal/explore"
)

// want: passed 2
func TestSelectIsFair(t *testing.T) {
	a, b := make(chan int, 1), make(chan int, 1)
	a <- 1
	b <- 1
	select {
	case <-a:
		explore.Sometimes("a first", true)
		explore.Sometimes("b first", false)
	case <-b:
		explore.Sometimes("a first", false)
		explore.Sometimes("b first", true)
	}
}

// want: never "both at once"
func TestSometimesNeverHolds(t *testing.T) {
	n := make(chan int, 2)
	both(func() { n <- 1 }, func() { n <- 1 })
	explore.Sometimes("one at a time", true)
	explore.Sometimes("both at once", false)
}

// want: assertion "not sorted"
func TestMapOrder(t *testing.T) {
	var names []string
	for name := range map[string]int{"ann": 1, "bob": 2, "cy": 3} {
		names = append(names, name)
	}
	if !slices.IsSorted(names) {
		t.Error("not sorted") // fault
	}
}

// want: passed 6
func TestMapOrders(t *testing.T) {
	n := 0
	for _, v := range map[string]int{"ann": 1, "bob": 2, "cy": 3} {
		n += v
	}
	if n != 6 {
		t.Error(n)
	}
}

// want: assertion "six"
func TestDie(t *testing.T) {
	if randv2.IntN(6) == 5 {
		t.Error("six") // fault
	}
}

// want: passed 2
func TestCoin(t *testing.T) {
	n := rand.Intn(2)
	explore.Sometimes("heads", n == 0)
	explore.Sometimes("tails", n == 1)
}

// want: passed
func TestSeededRandIsTheSame(t *testing.T) {
	a, b := rand.New(rand.NewSource(7)), rand.New(rand.NewSource(7))
	for range 3 {
		if a.Int() != b.Int() {
			t.Error("differs")
		}
	}
}
