package platestack

import (
	"slices"
	"sync"
	"testing"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// stacked is what a stack does.
type stacked interface {
	Push(plate int64)
	Pop() (plate int64, ok bool)
}

// handful is a stack for one pair of hands.
type handful []int64

func (p *handful) Push(plate int64) { *p = append(*p, plate) }

func (p *handful) Pop() (plate int64, ok bool) {
	last := len(*p) - 1
	if last < 0 {
		return 0, false
	}
	plate, *p = (*p)[last], (*p)[:last]
	return plate, true
}

// with lays plates on a stack.
func with(s stacked, all ...int64) stacked {
	for _, plate := range all {
		s.Push(plate)
	}
	return s
}

// takeAll takes every plate.
func takeAll(s stacked) (all []int64) {
	for {
		plate, ok := s.Pop()
		if !ok {
			return all
		}
		all = append(all, plate)
	}
}

func TestTheLastPlateComesFirst(t *testing.T) {
	stage.Run(t, func() {
		s := with(New(), 1, 2, 3)
		assert.Equal(t, []int64{3, 2, 1}, takeAll(s), "Plates 1, 2 and 3 were laid, and then all were taken.")
		with(s, 4, 5)
		assert.Equal(t, []int64{5, 4}, takeAll(s), "Then came 4 and 5.")
		with(s, 0, 6)
		assert.Equal(t, []int64{6, 0}, takeAll(s), "Then came plate 0 and plate 6.")
		_, ok := s.Pop()
		assert.False(t, ok, "No plate is left.")
	})
}

func TestNoPlateIsLostInAnEvening(t *testing.T) {
	stage.Run(t, func() {
		s := with(New(), 1, 2, 3, 4)
		var waiters sync.WaitGroup
		for range 4 {
			waiters.Go(func() {
				for range 50 {
					if plate, ok := s.Pop(); ok {
						s.Push(plate)
					}
				}
			})
		}
		waiters.Wait()
		assert.ElementsMatch(t, []int64{1, 2, 3, 4}, takeAll(s), "Four waiters took plates and brought them back. These are there at night:")
	})
}

func TestSomeOrderExplainsTheCallsOnEverySchedule(t *testing.T) {
	explore.Linearizable(t,
		func() stacked { return with(New(), 1, 2) },
		func() stacked { return with(&handful{}, 1, 2) },
		explore.Operations[stacked]{
			"Push(3)": func(s stacked) []any { s.Push(3); return nil },
			"Pop()":   func(s stacked) []any { return explore.Results(s.Pop()) },
		}, explore.Scenarios(2, 2, 0))
}

// Two plates come after one was taken off.
func TestTwoPlatesComeAfterOneHasGoneOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		s := with(New(), 1)
		s.Pop()
		var cook sync.WaitGroup
		cook.Go(func() { s.Push(2) })
		s.Push(3)
		cook.Wait()
		first, _ := s.Pop()
		second, ok := s.Pop()
		assert.True(t, ok && first+second == 5, "A plate was taken off, and then 2 and 3 were laid on at once; what was taken off after that: %d and %d (%t).", first, second, ok)
		_, ok = s.Pop()
		assert.False(t, ok, "All plates were taken off, and somebody got another one.")
	})
}

func TestThreeAtTheStackOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		s := with(New(), 1, 2)
		var anna, bert, cook sync.WaitGroup
		var hers, his []int64
		take := func(n int, to *[]int64) {
			for range n {
				if plate, ok := s.Pop(); ok {
					*to = append(*to, plate)
				}
			}
		}
		anna.Go(func() { take(1, &hers) })
		bert.Go(func() { take(2, &his) })
		cook.Go(func() { s.Push(3) })
		anna.Wait()
		bert.Wait()
		cook.Wait()
		left := takeAll(s)
		assert.ElementsMatch(t, []int64{1, 2, 3}, slices.Concat(hers, his, left),
			"Plates 1, 2 and 3 are all there are. Anna has %v, Bert has %v, and %v were left.", hers, his, left)
	})
}

// Two take a plate, and a third takes one and lays another on.
func TestOneIsLaidWhileThreeAreTakenOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		s := with(New(), 1, 2)
		var waiters sync.WaitGroup
		var taken [3]int64
		waiters.Go(func() {
			taken[0], _ = s.Pop()
			s.Push(3)
		})
		waiters.Go(func() { taken[1], _ = s.Pop() })
		waiters.Go(func() { taken[2], _ = s.Pop() })
		waiters.Wait()
		left := takeAll(s)
		inHand := slices.DeleteFunc(slices.Clone(taken[:]), func(plate int64) bool { return plate == 0 }) // who found none
		assert.ElementsMatch(t, []int64{1, 2, 3}, slices.Concat(inHand, left),
			"Plates 1 and 2 were there, three waiters took one each, and one of them brought plate 3. They have %v, and %v were left.", inHand, left)
	}, explore.Schedules(60_000))
}

func TestTwoStacksHaveNothingInCommonOnEverySchedule(t *testing.T) {
	explore.Apart(t, func(t *testing.T) explore.Calls {
		s := New()
		return explore.Calls{"push": func() { s.Push(1) }, "pop": func() { s.Pop() }}
	})
}
