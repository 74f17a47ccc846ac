// Package scenario says which calls several goroutines make on one value, and in which
// orders the same calls could be made one after the other.
package scenario

import (
	"cmp"
	"slices"
)

// A Size is how large scenarios are.
type Size struct {
	Goroutines int
	Calls      int // of each goroutine
	Before     int // calls that are made before them
}

// Usual is the largest size of which scenarios are tried, unless another is asked for.
var Usual = Size{Goroutines: 2, Calls: 2, Before: 1}

// UpTo lists the sizes that are no larger than most in any respect, small ones first.
func UpTo(most Size) (all []Size) {
	for goroutines := 2; goroutines <= most.Goroutines; goroutines++ {
		for calls := 1; calls <= most.Calls; calls++ {
			for before := 0; before <= most.Before; before++ {
				all = append(all, Size{goroutines, calls, before})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Size) int { return cmp.Compare(a.total(), b.total()) })
	return all
}

func (s Size) total() int { return s.Goroutines*s.Calls + s.Before }

// A Scenario has the calls of each goroutine, as numbers of operations. After all
// others have returned, each operation is called once more, so that what they have
// left is seen.
type Scenario struct {
	Before     []int
	Goroutines [][]int
	After      []int
}

// All lists the scenarios of a size. Goroutines have no names: of scenarios that
// differ only in who makes which calls, there is one.
func All(size Size, operations int) (all []Scenario) {
	after := make([]int, operations)
	for op := range after {
		after[op] = op
	}
	lists := sequences(operations, size.Calls)
	for _, before := range sequences(operations, size.Before) {
		for _, chosen := range multisets(len(lists), size.Goroutines) {
			s := Scenario{Before: before, After: after}
			for _, i := range chosen {
				s.Goroutines = append(s.Goroutines, lists[i])
			}
			all = append(all, s)
		}
	}
	return all
}

// sequences lists those of so many numbers below n.
func sequences(n, length int) [][]int {
	all := [][]int{nil}
	for range length {
		var longer [][]int
		for _, s := range all {
			for i := range n {
				longer = append(longer, append(slices.Clone(s), i))
			}
		}
		all = longer
	}
	return all
}

// multisets lists those of so many numbers below n, each in order.
func multisets(n, size int) [][]int {
	all := [][]int{nil}
	for range size {
		var larger [][]int
		for _, s := range all {
			from := 0
			if len(s) > 0 {
				from = s[len(s)-1]
			}
			for i := from; i < n; i++ {
				larger = append(larger, append(slices.Clone(s), i))
			}
		}
		all = larger
	}
	return all
}

// A Call is one call of a scenario.
type Call struct {
	By        int // the goroutine, from 1; 0 for those before and after
	Operation int
}

// Calls numbers the calls: those before, those of each goroutine, and those after.
func (s Scenario) Calls() (all []Call) {
	lists := append([][]int{s.Before}, s.Goroutines...)
	for by, operations := range lists {
		for _, op := range operations {
			all = append(all, Call{by, op})
		}
	}
	for _, op := range s.After {
		all = append(all, Call{0, op})
	}
	return all
}

// Orders lists every order in which the calls could be made one after the other, each
// goroutine's own in their order, by their numbers.
func (s Scenario) Orders() (all [][]int) {
	var order []int
	for i := range s.Before {
		order = append(order, i)
	}
	next, end := []int{}, []int{}
	at := len(s.Before)
	for _, operations := range s.Goroutines {
		next, end = append(next, at), append(end, at+len(operations))
		at += len(operations)
	}
	var last []int
	for i := range s.After {
		last = append(last, at+i)
	}
	var visit func()
	visit = func() {
		ended := true
		for g := range next {
			if next[g] == end[g] {
				continue
			}
			ended = false
			order, next[g] = append(order, next[g]), next[g]+1
			visit()
			order, next[g] = order[:len(order)-1], next[g]-1
		}
		if ended {
			all = append(all, slices.Concat(order, last))
		}
	}
	visit()
	return all
}

// PairSchedules is how many schedules of pairs of calls are tried unless somebody says
// otherwise: enough for nine calls that each take a lock or two, and cheap for what spins.
const PairSchedules = 10_000

// ApartSchedules is how many schedules of a call on two values are tried: what they
// share is seen on almost any.
const ApartSchedules = 100
