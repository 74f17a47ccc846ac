package nightshift

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

func TestTheBakerGoesHome(t *testing.T) {
	before := goleak.IgnoreCurrent()
	stage.Run(t, func() {
		shift := Start(func(string) {})
		assert.True(t, shift.Order("rye"),
			"an order was handed in while the shift was open.\nThe shop will have no bread.")
		shift.Close()
		assert.False(t, shift.Order("late cake"),
			"an order was handed in after Close had returned.\n"+
				"The shop waits for a cake that nobody bakes.")
	})
	if err := goleak.Find(before); err != nil {
		t.Errorf("the shift was closed; want nobody in the bakery:\n%v\n"+
			"The light is on and the baker waits at the hatch, this night and every night after.", err)
	}
}

func TestTheLastCakeIsBakedBeforeTheShiftEnds(t *testing.T) {
	before := goleak.IgnoreCurrent()
	// The oven takes until nobody else can do anything.
	oven := stage.NewDoor(2)
	var baked atomic.Bool
	stage.Run(t, func() {
		shift := Start(func(string) {
			oven.Enter()
			baked.Store(true)
		})
		shift.Order("rye")
		shift.Close()
		assert.True(t, baked.Load(),
			"Order said that the baker has taken the rye, then Close returned; is the rye baked?\n"+
				"The door is locked, and there is a cake in the oven.")
		stage.Settle()
	})
	if err := goleak.Find(before); err != nil {
		t.Errorf("the shift was closed and the last cake is baked; want nobody in the bakery:\n%v\n"+
			"Nobody told the baker to go home.", err)
	}
}

// An order without a name is an order, too.
func TestWhoHandsInAnOrderDoesNotWaitForTheCake(t *testing.T) {
	stage.Run(t, func() {
		done := make(chan struct{})
		var baked, taken atomic.Int32
		shift := Start(func(string) {
			<-done
			baked.Add(1)
		})
		var shop sync.WaitGroup
		shop.Go(func() {
			shift.Order("")
			taken.Add(1)
		})
		stage.Settle()
		assert.EqualValues(t, 1, taken.Load(), "the baker has taken an order, and the cake is in the oven; shops that were told so.")
		close(done)
		shop.Wait()
		shift.Close()
		assert.EqualValues(t, 1, baked.Load(), "the baker took one order, and Close returned; cakes that were baked.")
	})
}

func TestTwoPeopleMayClose(t *testing.T) {
	stage.Run(t, func() {
		shift := Start(func(string) {})
		var owners sync.WaitGroup
		for range 2 {
			owners.Go(shift.Close)
		}
		owners.Wait()
		shift.Close()
	})
}

func TestTakenCakesAreBakedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var baked atomic.Int32
		shift := Start(func(string) { baked.Add(1) })
		taken := make(chan bool, 1)
		go func() { taken <- shift.Order("rye") }()
		shift.Close()
		onTheTable := baked.Load() == 1

		took := <-taken
		explore.Sometimes("the rye comes before the end of the shift", took)
		explore.Sometimes("the rye comes too late", !took)
		if took && !onTheTable {
			t.Errorf("Order said that the baker has taken the rye, and Close returned: 0 cakes were baked, want 1.\n" +
				"The door is locked, and there is a cake in the oven.")
		}
		if !took && onTheTable {
			t.Errorf("Order said that nobody has taken the rye, and Close returned: 1 cake was baked, want 0.\n" +
				"The shop has gone elsewhere, and here lies a cake that nobody will fetch.")
		}
	})
}

func TestOneCakeAfterAnotherOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		table := make(chan string, 2)
		shift := Start(func(cake string) { table <- cake })
		shift.Order("rye")
		shift.Order("pie")
		if len(table) == 0 {
			t.Errorf("Order said that the baker has taken the rye, and then the pie: 0 cakes were baked, want the rye.\n" +
				"The baker bakes one cake after another: an order that lies in the hatch, or beside the oven, is not taken.")
		}
		shift.Close()
		if n := len(table); n != 2 {
			t.Errorf("the baker took the rye and the pie, and Close returned: %d cakes were baked, want 2.\n"+
				"The door is locked, and there is a cake in the oven.", n)
			return
		}
		if first := <-table; first != "rye" {
			t.Errorf("the rye came through the hatch and then the pie; the %s was baked first, want the rye.\n"+
				"Whoever comes first is served first.", first)
		}
	})
}

func TestTwoPeopleMayCloseOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var baked atomic.Int32
		shift := Start(func(string) { baked.Add(1) })
		shift.Order("rye")
		var owners sync.WaitGroup
		for range 2 {
			owners.Go(func() {
				shift.Close()
				if n := baked.Load(); n != 1 {
					t.Errorf("the baker took the rye, then two people closed the shift; one Close returned with %d cakes baked, want 1.\n"+
						"Whoever closes wants to lock the door, also when the other was quicker.", n)
				}
			})
		}
		owners.Wait()
	})
}

// Two shops order at once, and nobody closes before both have an answer.
func TestTwoShopsAreServedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var baked atomic.Int32
		shift := Start(func(string) { baked.Add(1) })
		var taken [2]bool
		var shops sync.WaitGroup
		for i, cake := range []string{"rye", "pie"} {
			shops.Go(func() { taken[i] = shift.Order(cake) })
		}
		shops.Wait()
		shift.Close()
		if taken != [2]bool{true, true} {
			t.Errorf("two shops ordered at once, and the shift was not closed before both had an answer: Order said %v, want true and true.\n"+
				"Whoever comes while the baker is busy waits for the baker.", taken)
		}
		if n := baked.Load(); n != 2 {
			t.Errorf("two shops ordered at once, and the shift was closed after that: %d cakes were baked, want 2.\n"+
				"The door is locked, and a cake that was promised is not there.", n)
		}
	})
}

// Orders come in while the shift is closed, and after it.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		shift := Start(func(string) {})
		t.Cleanup(shift.Close)
		return explore.Calls{
			"order": func() { shift.Order("rye") },
			"close": shift.Close,
		}
	})
}
