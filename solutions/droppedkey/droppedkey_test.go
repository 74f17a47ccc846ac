package droppedkey

import (
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func nothing() {}

func fallIll() { panic("too hot") }

// endings are the ways in which what somebody does can end badly.
var endings = []struct {
	what string
	end  func()
}{{"is taken ill", fallIll}, {"is gone without a word (runtime.Goexit)", runtime.Goexit}}

// alone calls f in a goroutine of its own, so that it may end that.
func alone(f func()) {
	var home sync.WaitGroup
	home.Go(f)
	home.Wait()
}

func TestTheHouseIsCleanedAfterAnyGuest(t *testing.T) {
	for _, e := range endings {
		stage.Run(t, func() {
			h := Open()
			alone(func() { h.Visit("Anna", e.end, nothing) })
			assert.Empty(t, h.Bathing(),
				"Anna %s in the bath. She is not in the bath any more.", e.what)
			cleaned := false
			assert.NoError(t, h.Clean(func() { cleaned = true }))
			assert.True(t, cleaned, "The house was cleaned after Anna had left.")
			assert.NoError(t, h.Visit("Bert", nothing, nothing), "Bert bathes after that, and is well.")
		})
	}
}

func TestTheHouseIsOpenAfterAnyCleaning(t *testing.T) {
	for _, e := range endings {
		stage.Run(t, func() {
			h := Open()
			alone(func() { h.Clean(e.end) })
			assert.NoError(t, h.Visit("Anna", nothing, nothing), "Who cleans %s. Anna comes later, and is well.", e.what)
			assert.NoError(t, h.Clean(nothing))
		})
	}
}

func TestTheHotelIsToldWhoWasIll(t *testing.T) {
	stage.Run(t, func() {
		h := Open()
		assert.ErrorContains(t, h.Visit("Anna", fallIll, nothing), "Anna", "Anna is taken ill in the bath.")
		assert.ErrorContains(t, h.Visit("Bert", nothing, fallIll), "Bert", "Bert is taken ill when he dresses.")
		assert.Error(t, h.Clean(fallIll), "Who cleans is taken ill.")
		assert.Empty(t, h.Bathing(), "All of them are out of the bath.")
	})
}

func TestWhoDressesKeepsNobodyOut(t *testing.T) {
	stage.Run(t, func() {
		h := Open()
		assert.NoError(t, h.Visit("Anna", nothing, func() {
			assert.Empty(t, h.Bathing(), "Anna dresses. The bath is empty.")
			assert.NoError(t, h.Clean(nothing), "Anna dresses until the house has been cleaned.")
		}))
	})
}

func TestGuestsBatheBesideEachOther(t *testing.T) {
	stage.Run(t, func() {
		h, door := Open(), stage.NewDoor(2)
		var guests sync.WaitGroup
		guests.Go(func() { h.Visit("Anna", door.Enter, nothing) })
		guests.Go(func() { h.Visit("Bert", door.Enter, nothing) })
		guests.Wait()
		assert.Equal(t, 2, door.Most(), "Anna and Bert came at the same time; as many were in the bath at once.")
	})
}

// While Anna bathes, somebody comes to clean, and after that Bert comes to bathe.
func TestWhoComesAfterTheCleanerWaits(t *testing.T) {
	stage.Run(t, func() {
		h := Open()
		var cleaned, bertWaited atomic.Bool
		var others sync.WaitGroup
		h.Visit("Anna", func() {
			others.Go(func() { h.Clean(func() { cleaned.Store(true) }) })
			stage.Settle() // who cleans waits
			others.Go(func() { h.Visit("Bert", func() { bertWaited.Store(cleaned.Load()) }, nothing) })
			stage.Settle() // Bert waits, too
		}, nothing)
		others.Wait()
		assert.True(t, bertWaited.Load(), "Anna was in the bath, somebody waited to clean it, and then Bert came.\n"+
			"He waits at the door until it is clean; else there is always one more guest.")
	})
}

func TestGuestsWhoWaitedBatheBesideEachOther(t *testing.T) {
	stage.Run(t, func() {
		h, door := Open(), stage.NewDoor(2)
		var guests sync.WaitGroup
		h.Clean(func() {
			guests.Go(func() { h.Visit("Anna", door.Enter, nothing) })
			guests.Go(func() { h.Visit("Bert", door.Enter, nothing) })
			stage.Settle() // both wait
		})
		guests.Wait()
		assert.Equal(t, 2, door.Most(), "Anna and Bert waited until the house was clean; as many were in the bath at once.")
	})
}

func TestNobodyBathesWhileTheHouseIsCleanedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) { guestAndCleaner(t, fallIll) })
}

func TestAGuestIsGoneWithoutAWordOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) { guestAndCleaner(t, runtime.Goexit) })
}

// guestAndCleaner sends a guest to the house, whose bath ends in that way, and
// meanwhile has the house cleaned.
func guestAndCleaner(t *testing.T, ending func()) {
	h := Open()
	var cleaning atomic.Bool
	var guest sync.WaitGroup
	bathed := false
	guest.Go(func() {
		h.Visit("Anna", func() {
			bathed = true
			assert.False(t, cleaning.Load(), "Anna is in the bath, and the house is being cleaned.")
			ending()
		}, nothing)
	})
	cleaned := false
	h.Clean(func() {
		cleaning.Store(true)
		assert.Empty(t, h.Bathing(), "The house is being cleaned, and these guests are in the bath.")
		cleaning.Store(false)
		cleaned = true
	})
	guest.Wait()
	assert.True(t, cleaned, "The house was to be cleaned, and it was.")
	assert.True(t, bathed, "Anna came, and bathed before the house was cleaned or after that.")
	assert.Empty(t, h.Bathing(), "Anna has gone; the guests in the bath.")
}

func TestTwoGuestsAndOneWhoCleansOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) { beside(t, 2, 1) }, explore.Schedules(3000))
}

func TestThreeGuestsAndOneWhoCleansOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) { beside(t, 3, 1) }, explore.Schedules(1000))
}

func TestOneGuestAndTwoWhoCleanOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) { beside(t, 1, 2) }, explore.Schedules(3000))
}

// beside has so many guests bathe, who give no name, while so many others clean.
func beside(t *testing.T, guests, cleaners int) {
	h := Open()
	var bathing, cleaning, bathed, cleaned atomic.Int64
	var all sync.WaitGroup
	for range guests {
		all.Go(func() {
			h.Visit("", func() {
				bathing.Add(1)
				assert.Zero(t, cleaning.Load(), "A guest is in the bath; so many clean the house.")
				bathing.Add(-1)
				bathed.Add(1)
			}, nothing)
		})
	}
	for range cleaners {
		all.Go(func() {
			h.Clean(func() {
				assert.EqualValues(t, 1, cleaning.Add(1), "The house is being cleaned; so many clean it, each of them alone.")
				assert.Zero(t, bathing.Load(), "The house is being cleaned; so many guests are in the bath.")
				cleaning.Add(-1)
				cleaned.Add(1)
			})
		})
	}
	all.Wait()
	assert.Equal(t, []int64{int64(guests), int64(cleaners)}, []int64{bathed.Load(), cleaned.Load()},
		"%d guests came and %d who clean, at the same time; guests who bathed, and times that the house was cleaned.", guests, cleaners)
	assert.Empty(t, h.Bathing(), "All have gone; the guests in the bath.")
}

func TestWhoIsInTheBathIsSeenOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		h := Open()
		bathe := func() {
			assert.Contains(t, h.Bathing(), "Anna", "Anna is in the bath and Bert comes or goes; the guests in the bath.")
		}
		var guest sync.WaitGroup
		guest.Go(func() { h.Visit("Bert", nothing, nothing) })
		h.Visit("Anna", bathe, nothing)
		guest.Wait()
	})
}

func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		h := Open()
		return explore.Calls{
			"visit":             func() { h.Visit("Anna", nothing, nothing) },
			"visit and be ill":  func() { h.Visit("Bert", fallIll, nothing) },
			"dress and be ill":  func() { h.Visit("Carl", nothing, fallIll) },
			"clean":             func() { h.Clean(nothing) },
			"clean and be ill":  func() { h.Clean(fallIll) },
			"see who is inside": func() { _ = strings.Join(h.Bathing(), ", ") },
		}
	})
}
