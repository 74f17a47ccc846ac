package tally

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

// parcel returns a packer of n cakes who finishes only when all packers of the
// shift have come to the door with their parcels, or can not come.
func parcel(n int, door *stage.Door) Packer {
	return func() int {
		door.Enter()
		return n
	}
}

func TestEveryPackedCakeIsCounted(t *testing.T) {
	stage.Run(t, func() {
		var board Board
		door := stage.NewDoor(2)
		Shift(&board, parcel(6, door), parcel(4, door))
		assert.Equal(t, "10 cakes packed", board.Report(),
			"two packers packed 6 and 4 cakes in one shift.\n"+
				"The office was told another number: a parcel left the room uncounted.")
	})
}

func TestForemanMayLookDuringTheShift(t *testing.T) {
	stage.Run(t, func() {
		var board Board
		var foreman sync.WaitGroup
		var seen int
		foreman.Go(func() { seen = board.Cakes() })
		door := stage.NewDoor(2)
		Shift(&board, parcel(6, door), parcel(4, door))
		foreman.Wait()
		assert.Contains(t, []int{0, 4, 6, 10}, seen,
			"the foreman looked while parcels of 6 and 4 were being packed.\n"+
				"He read a number that was never true.")
	})
}

func TestPackersPackAtTheSameTime(t *testing.T) {
	stage.Run(t, func() {
		var board Board
		door := stage.NewDoor(2)
		Shift(&board, parcel(6, door), parcel(4, door))
		assert.Equal(t, 2, door.Most(),
			"two packers worked one shift; this many were packing at the same time.\n"+
				"A packer who waits for another to finish a parcel might as well have stayed at home.")
	})
}

func TestEveryBoardShowsItsOwnNumber(t *testing.T) {
	stage.Run(t, func() {
		var north, south Board
		north.Record(func() int { return 6 })
		south.Record(func() int { return 4 })
		assert.Equal(t, []int{6, 4}, []int{north.Cakes(), south.Cakes()},
			"6 cakes were packed in one room and 4 in another, each with a board of its own.\n"+
				"What is packed in one room is not on the other's wall.")
	})
}

func TestEveryPackedCakeIsCountedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var board Board
		room := stage.NewDoor(2)
		var parcels atomic.Int64
		packer := func(cakes int) Packer {
			pack := parcel(cakes, room)
			return func() int { parcels.Add(1); return pack() }
		}
		Shift(&board, packer(6), packer(4))
		assert.EqualValues(t, 2, parcels.Load(),
			"two packers worked one shift, on one parcel each; this many parcels were packed.\n"+
				"A parcel more has left the room, and nobody counted it.")
		assert.Equal(t, "10 cakes packed", board.Report(),
			"two packers packed 6 and 4 cakes in one shift.\n"+
				"The office was told another number: a parcel left the room uncounted.")
		explore.Sometimes("two packers pack at the same time", room.Most() == 2)
	})
}

func TestForemanMayLookOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var board Board
		board.Record(func() int { return 4 })
		var foreman sync.WaitGroup
		var seen int
		foreman.Go(func() { seen = board.Cakes() })
		board.Record(func() int {
			board.Cakes() // nobody keeps the packer from looking, either
			return 6
		})
		foreman.Wait()
		assert.Contains(t, []int{4, 10}, seen,
			"the foreman looked while a parcel of 6 was being packed, after one of 4.\n"+
				"He read a number that was never true, or is true no more.")
		explore.Sometimes("the foreman looks before the parcel is counted", seen == 4)
		explore.Sometimes("the foreman looks after the parcel is counted", seen == 10)
	})
}

// The board may be read and the report written while packers are at work.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		var board Board
		pack := func() int { return 6 }
		return explore.Calls{
			"record": func() { board.Record(pack) },
			"shift":  func() { Shift(&board, pack) },
			"cakes":  func() { board.Cakes() },
			"report": func() { _ = board.Report() },
		}
	})
}
