package samekey

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

func TestTheLastEggIsTakenOnce(t *testing.T) {
	stage.Run(t, func() {
		// Both cooks stand at the shelf at the same time, if they are let in.
		atTheShelf := stage.NewDoor(2)
		var reached atomic.Int32
		larder := New(1, func() {
			reached.Add(1)
			atTheShelf.Enter()
		})
		var cooks sync.WaitGroup
		var anna, bert bool
		cooks.Go(func() { anna = larder.Take() })
		cooks.Go(func() { bert = larder.Take() })
		cooks.Wait()
		assert.True(t, anna != bert,
			"one egg was there, and two cooks came for it. Take said true to Anna: %t, and to Bert: %t; want it said to one.\n"+
				"The last egg goes into one cake.", anna, bert)
		assert.Equal(t, 0, larder.Eggs(),
			"one egg was there, and two cooks came for it; this many are left.\n"+
				"The chef orders eggs by this number.")
		assert.Equal(t, 1, int(reached.Load()),
			"one egg was there, and two cooks came for it; this many have reached for the shelf.\n"+
				"The shelf is high, and one of them has climbed up there for nothing.")
	})
}

func TestTheChefMayCountAtAnyTime(t *testing.T) {
	stage.Run(t, func() {
		inside := make(chan struct{})
		atTheShelf := stage.NewDoor(2)
		larder := New(2, func() {
			close(inside)
			atTheShelf.Enter() // until the chef has counted, or can not
		})
		var kitchen sync.WaitGroup
		kitchen.Go(func() { larder.Take() })
		kitchen.Go(func() {
			<-inside
			counted := larder.Eggs()
			assert.Contains(t, []int{1, 2}, counted,
				"the chef counted while a cook was taking one of two eggs.\n"+
					"That number was never true.")
			atTheShelf.Enter()
		})
		kitchen.Wait()
	})
}

func TestEggsAreTakenAndBrought(t *testing.T) {
	stage.Run(t, func() {
		reached := 0
		larder := New(0, func() { reached++ })
		assert.False(t, larder.Take(), "the shelf is empty: a cook gets no egg.")
		larder.Bring(0)
		larder.Bring(2)
		assert.True(t, larder.Take(), "two eggs were brought: a cook gets one.")
		assert.Equal(t, 1, larder.Eggs(), "two eggs were brought and one was taken.")
		assert.Equal(t, 1, reached, "a cook reached for the shelf once for the egg that was taken.")
	})
}

func TestTheLastEggIsTakenOnceOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var reached atomic.Int32
		larder := New(1, func() { reached.Add(1) })
		var cooks sync.WaitGroup
		var anna, bert bool
		cooks.Go(func() { anna = larder.Take() })
		cooks.Go(func() { bert = larder.Take() })
		cooks.Wait()
		if left := larder.Eggs(); anna == bert || left != 0 {
			t.Errorf("one egg was there, and two cooks came for it. Anna got it: %t, Bert got it: %t, and %d are left; want one of them, and 0.\n"+
				"The last egg goes into one cake.", anna, bert, left)
		}
		if n := reached.Load(); n != 1 {
			t.Errorf("one egg was there, and two cooks came for it: %d have reached for the shelf, want 1.\n"+
				"The shelf is high, and one of them has climbed up there for nothing.", n)
		}
		explore.Sometimes("Anna gets the egg", anna)
		explore.Sometimes("Bert gets the egg", bert)
	})
}

func TestThereIsOneForEachOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		larder := New(2, func() {})
		var cooks sync.WaitGroup
		var anna, bert bool
		cooks.Go(func() { anna = larder.Take() })
		cooks.Go(func() { bert = larder.Take() })
		cooks.Wait()
		if left := larder.Eggs(); !anna || !bert || left != 0 {
			t.Errorf("two eggs were there, and two cooks came. Anna got one: %t, Bert got one: %t, and %d are left; want one for each, and 0.\n"+
				"Take says false if there is no egg, and not because somebody else is inside.", anna, bert, left)
		}
	})
}

func TestNoEggIsLostOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		larder := New(1, func() {})
		var kitchen sync.WaitGroup
		kitchen.Go(func() { larder.Take() })
		kitchen.Go(func() { larder.Bring(6) })
		kitchen.Go(func() { larder.Bring(6) })
		kitchen.Wait()
		if left := larder.Eggs(); left != 12 {
			t.Errorf("one egg was there; a cook took one while two boys brought six each. Eggs says %d, want 12.\n"+
				"Eggs do not come and go by themselves.", left)
		}
	})
}

func TestTheChefMayCountOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		larder := New(1, func() {})
		var kitchen sync.WaitGroup
		var counted int
		kitchen.Go(func() { larder.Take() })
		kitchen.Go(func() { counted = larder.Eggs() })
		kitchen.Wait()
		if counted != 0 && counted != 1 {
			t.Errorf("the chef counted while a cook was taking the only egg: %d, want 0 or 1.\n"+
				"That number was never true.", counted)
		}
		explore.Sometimes("the chef counts the egg", counted == 1)
		explore.Sometimes("the chef comes too late to count it", counted == 0)
	})
}

func TestTheChefCountsNoDebtsOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		larder := New(0, func() {})
		var kitchen sync.WaitGroup
		var took bool
		var counted int
		kitchen.Go(func() { took = larder.Take() })
		kitchen.Go(func() { counted = larder.Eggs() })
		kitchen.Wait()
		if took || counted != 0 {
			t.Errorf("the shelf was empty, and the chef counted while a cook came for an egg. Take said %t and Eggs %d, want false and 0.\n"+
				"That number was never true.", took, counted)
		}
	})
}

// Cooks take and bring eggs while the chef counts, also when the shelf is empty.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		larder := New(1, func() {})
		return explore.Calls{
			"take":  func() { larder.Take() },
			"bring": func() { larder.Bring(1) },
			"eggs":  func() { larder.Eggs() },
		}
	})
}
