package waitinglist

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

// patient is a guest for whom no taxi comes.
var patient = context.Background()

// soon is how long the way from the lobby to the door may take.
const soon = time.Second

func checkTime(t *testing.T, began time.Time) {
	t.Helper()
	assert.Less(t, time.Since(began), soon,
		"A guest's taxi came, and this is how long it took until she was out of the hotel.\n"+
			"She waits no longer when it comes.")
}

// The hotel is full. The taxi may come before she enters, while she looks at
// the board, or when she has sat down.
func TestTheTaxiTakesHerOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		hotel := Open()
		ctx, taxi := context.WithCancel(patient)
		defer taxi()
		began := time.Now()
		var guest sync.WaitGroup
		guest.Go(func() {
			room, err := hotel.CheckIn(ctx)
			assert.ErrorIs(t, err, context.Canceled, "The hotel has no room at all, the taxi came, and CheckIn returned room %q.", room)
		})
		taxi()
		guest.Wait()
		checkTime(t, began)
	})
}

func TestWhoHasNoTimeIsToldSo(t *testing.T) {
	stage.Run(t, func() {
		ctx, end := context.WithDeadline(patient, time.Now())
		defer end()
		_, err := Open().CheckIn(ctx)
		assert.ErrorIs(t, err, context.DeadlineExceeded, "A guest had no time at all, and the hotel has no room; what CheckIn returned.")
	})
}

// The room becomes free just when the taxi comes. She takes the one or the other.
func TestTheRoomIsHersOrFreeOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		hotel := Open("room 1")
		ctx, taxi := context.WithCancel(patient)
		defer taxi()
		room, _ := hotel.CheckIn(patient)
		var guest, driver sync.WaitGroup
		stays := false
		guest.Go(func() {
			hers, err := hotel.CheckIn(ctx)
			stays = err == nil
			assert.True(t, !stays || hers == "room 1", "The only room became free while a taxi came for the guest in the lobby, and CheckIn returned %q and no error.", hers)
		})
		driver.Go(taxi)
		hotel.CheckOut(room)
		guest.Wait()
		driver.Wait()
		explore.Sometimes("she takes the taxi", !stays)
		explore.Sometimes("she takes the room", stays)
		if stays {
			hotel.CheckOut(room)
		}
		assert.Equal(t, 1, hotel.Free(),
			"The only room became free while a taxi came for the guest in the lobby, and then she was gone, or had been and checked out (she had the room: %t); rooms free.", stays)
	})
}

func TestFreeRoomsAreCountedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		hotel := Open("room 1", "room 2")
		var guest sync.WaitGroup
		guest.Go(func() { _, _ = hotel.CheckIn(patient) })
		assert.Contains(t, []int{1, 2}, hotel.Free(), "There are two rooms, and one guest comes; rooms free meanwhile.")
		guest.Wait()
	})
}

func TestARoomWithoutANumberIsARoom(t *testing.T) {
	stage.Run(t, func() {
		hotel := Open("")
		room, err := hotel.CheckIn(patient)
		assert.NoError(t, err, "The only room has no number, and a guest came.")
		var guest sync.WaitGroup
		guest.Go(func() {
			room, err := hotel.CheckIn(patient)
			assert.NoError(t, err, "A guest waited for the only room, which has no number.")
			hotel.CheckOut(room)
		})
		stage.Settle() // she waits
		hotel.CheckOut(room)
		guest.Wait()
		assert.Equal(t, 1, hotel.Free(), "The only room has no number, and both guests have gone; rooms free.")
	})
}

// Two wait in the lobby, or are about to, and a taxi comes for one of them while the
// room becomes free.
func TestTheOtherGetsTheRoomOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		hotel := Open("room 1")
		room, _ := hotel.CheckIn(patient)
		ctx, taxi := context.WithCancel(patient)
		defer taxi()
		var hurried, calm sync.WaitGroup
		hurried.Go(func() {
			if room, err := hotel.CheckIn(ctx); err == nil {
				hotel.CheckOut(room)
			}
		})
		calm.Go(func() {
			room, err := hotel.CheckIn(patient)
			assert.True(t, err == nil && room == "room 1",
				"A guest waited in the lobby, without a taxi, and CheckIn returned %q and %v.", room, err)
		})
		hotel.CheckOut(room)
		taxi()
		hurried.Wait()
		calm.Wait()
	})
}

// Two wait in the lobby, without taxis, and two rooms become free, one after the other.
func TestTwoRoomsForTwoGuestsOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		hotel := Open("room 1", "room 2")
		var taken [2]string
		for i := range taken {
			taken[i], _ = hotel.CheckIn(patient)
		}
		var guests sync.WaitGroup
		for range taken {
			guests.Go(func() { _, _ = hotel.CheckIn(patient) })
		}
		for _, room := range taken {
			hotel.CheckOut(room)
		}
		guests.Wait()
		assert.Zero(t, hotel.Free(), "Both rooms became free, and two guests had asked for one; rooms free when they have theirs.")
	})
}

func TestATaxiComesForOneOfTwo(t *testing.T) { stage.Run(t, func() { oneOfTwo(t) }) }
func TestATaxiComesForOneOfTwoOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) { oneOfTwo(t) })
}

// oneOfTwo has two guests sit in the lobby, in this order or that, of whom one is
// called away. No room becomes free before that.
func oneOfTwo(t *testing.T) {
	hotel := Open("room 1")
	room, _ := hotel.CheckIn(patient)
	ctx, taxi := context.WithCancel(patient)
	defer taxi()
	var hurried, calm sync.WaitGroup
	rooms := 0
	calm.Go(func() {
		if _, err := hotel.CheckIn(patient); err == nil {
			rooms++
		}
	})
	hurried.Go(func() {
		_, err := hotel.CheckIn(ctx)
		assert.ErrorIs(t, err, context.Canceled, "No room was free when the taxi came.")
	})
	stage.Settle()
	taxi()
	hurried.Wait()
	hotel.CheckOut(room)
	calm.Wait()
	assert.Equal(t, 1, rooms,
		"Of two guests in the lobby one was called away, and then a room became free; guests who got it.")
}

func TestWhoHasARoomIsLeftInPeace(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		hotel := Open("room 1", "room 2")
		ctx, taxi := context.WithCancel(patient)
		defer taxi()
		first, err := hotel.CheckIn(ctx)
		assert.NoError(t, err, "Two rooms are free.")
		second, err := hotel.CheckIn(patient)
		assert.NoError(t, err, "One room is free.")
		assert.ElementsMatch(t, []string{"room 1", "room 2"}, []string{first, second}, "the two rooms")
		assert.Zero(t, hotel.Free(), "Both rooms are taken; rooms free.")
		hotel.CheckOut(first)
		hotel.CheckOut(second)
		assert.Equal(t, 2, hotel.Free(), "Both guests have checked out; rooms free.")
	})
}

// Somebody's taxi never comes, and nothing of her waiting may stay behind.
func TestNobodyIsLeftInTheLobby(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		hotel := Open("room 1")
		room, _ := hotel.CheckIn(patient)
		ctx, taxi := context.WithCancel(patient)
		defer taxi()
		var guests sync.WaitGroup
		for range 2 {
			guests.Go(func() {
				if room, err := hotel.CheckIn(ctx); assert.NoError(t, err, "The taxi has not come.") {
					hotel.CheckOut(room)
				}
			})
		}
		stage.Settle()
		hotel.CheckOut(room)
		guests.Wait()
		goleak.VerifyNone(t, goleak.IgnoreCurrent())
	})
}

// Guests come and go, and a taxi comes for one of them.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		hotel := Open("room 1")
		ctx, taxi := context.WithCancel(patient)
		t.Cleanup(taxi)
		stay := func(ctx context.Context) {
			if room, err := hotel.CheckIn(ctx); err == nil {
				hotel.CheckOut(room)
			}
		}
		return explore.Calls{
			"stay":             func() { stay(patient) },
			"stay, in a hurry": func() { stay(ctx) },
			"taxi":             taxi,
			"free":             func() { hotel.Free() },
		}
	})
}
