package nightwatch

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

// A guest book counts the watchmen who came, and those who are inside.
type guestBook struct {
	came, inside atomic.Int64
}

// stand is a watchman who does nothing else.
func (b *guestBook) stand(_ string, home <-chan struct{}) {
	b.came.Add(1)
	b.inside.Add(1)
	<-home
	b.inside.Add(-1)
}

func checkEmpty(t *testing.T, b *guestBook) {
	t.Helper()
	assert.Zero(t, b.inside.Load(),
		"Close has returned; so many watchmen are in the house.\n"+
			"None of them is inside any more when it returns.")
}

func TestADoorHasOneWatchman(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	var book guestBook
	stage.Run(t, func() {
		h := Open(book.stand)
		for range 2 {
			assert.True(t, h.Guard("front"), "the house is open")
			assert.True(t, h.Guard("cellar"), "the house is open")
			assert.True(t, h.Guard(""), "the house is open, and this door has no name")
		}
		stage.Settle()
		assert.EqualValues(t, 3, book.inside.Load(), "watchmen, after front, cellar and a door without a name were guarded twice each")
		h.Dismiss("")
		stage.Settle()
		assert.EqualValues(t, 2, book.inside.Load(), "watchmen, after the one at the door without a name was sent home")
		h.Dismiss("cellar")
		h.Dismiss("cellar")
		h.Dismiss("attic")
		stage.Settle()
		assert.EqualValues(t, 1, book.inside.Load(), "watchmen, after the one in the cellar was sent home")
		h.Guard("cellar")
		h.Close()
		checkEmpty(t, &book)
	})
}

func TestNobodyComesToAClosedHouse(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	var book guestBook
	stage.Run(t, func() {
		h := Open(book.stand)
		h.Guard("front")
		stage.Settle()
		h.Close()
		assert.False(t, h.Guard("cellar"), "Close has returned, and then somebody wants the cellar guarded.")
		assert.False(t, h.Guard("front"), "Close has returned, and then somebody wants the front door guarded.")
		h.Dismiss("front")
		stage.Settle()
		assert.EqualValues(t, 1, book.came.Load(),
			"One watchman was sent, the house was closed, and two doors were to be guarded after that; so many came.")
		h.Close()
		checkEmpty(t, &book)
	})
}

// A watchman takes his time, and whoever closes the house waits for him.
func TestCloseWaitsForTheLast(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	coat := make(chan struct{})
	var locked atomic.Int64
	stage.Run(t, func() {
		h := Open(func(_ string, home <-chan struct{}) {
			<-home
			<-coat
		})
		h.Guard("front")
		h.Guard("back")
		var owners sync.WaitGroup
		for range 2 {
			owners.Go(func() {
				h.Close()
				locked.Add(1)
			})
		}
		stage.Settle()
		assert.Zero(t, locked.Load(),
			"Two owners close the house, and the watchmen still look for their coats; so many owners went away.\n"+
				"Close waits until no watchman is inside, whoever calls it.")
		close(coat)
		owners.Wait()
	})
}

// One watchman was sent home before the house is closed, and takes his time.
func TestCloseWaitsForWhoWasSentHomeBefore(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	var book guestBook
	coat := make(chan struct{})
	var locked atomic.Bool
	stage.Run(t, func() {
		h := Open(func(door string, home <-chan struct{}) {
			book.stand(door, home)
			<-coat
		})
		h.Guard("front")
		h.Dismiss("front")
		var owner sync.WaitGroup
		owner.Go(func() {
			h.Close()
			locked.Store(true)
		})
		stage.Settle()
		assert.False(t, locked.Load(),
			"A watchman was sent home, still looks for his coat, and the owner closes the house; house locked.\n"+
				"Close waits until no watchman is inside, whoever sent him home.")
		close(coat)
		owner.Wait()
	})
}

func TestAnotherWatchmanComesToTheSameDoor(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	var book guestBook
	stage.Run(t, func() {
		h := Open(book.stand)
		for n := range 2 {
			h.Guard("cellar")
			stage.Settle()
			assert.EqualValues(t, 1+n, book.came.Load(), "The cellar was guarded, and after each time the watchman was sent home; watchmen who came.")
			h.Dismiss("cellar")
		}
		h.Close()
	})
}

// A watchman hears something on his way out, and wants another door guarded.
func TestAWatchmanMayCallForAnother(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		var h *House
		h = Open(func(door string, home <-chan struct{}) {
			<-home
			if door == "front" {
				h.Guard("back")
				h.Dismiss("attic")
			}
		})
		h.Guard("front")
		h.Close()
	})
}

// The inspector is on his round when the house is closed.
func TestTheInspectorIsLateOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var book guestBook
		h := Open(book.stand)
		var owner sync.WaitGroup
		owner.Go(func() {
			h.Close()
			checkEmpty(t, &book)
		})
		sent := h.Guard("cellar")
		owner.Wait()
		explore.Sometimes("the watchman is sent in time", sent)
		explore.Sometimes("the watchman is sent too late", !sent)
		if !sent {
			assert.Zero(t, book.came.Load(), "Guard said that the house is closed; so many watchmen came.")
		}
		checkEmpty(t, &book)
	})
}

func TestOneComesWhileAnotherGoesOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var book guestBook
		h := Open(book.stand)
		h.Guard("front")
		var sent bool
		var inspector sync.WaitGroup
		inspector.Go(func() { sent = h.Guard("cellar") })
		h.Dismiss("front")
		inspector.Wait()
		stage.Settle()
		assert.True(t, sent, "The house is open, and the cellar was to be guarded while another watchman was sent home; what Guard said.")
		assert.EqualValues(t, 1, book.inside.Load(), "One watchman was sent home while another one was sent to the cellar; watchmen in the house.")
		h.Close()
	})
}

func TestTwoOwnersCloseOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var book guestBook
		h := Open(book.stand)
		h.Guard("front")
		var owner sync.WaitGroup
		owner.Go(func() {
			h.Close()
			checkEmpty(t, &book)
		})
		h.Close()
		checkEmpty(t, &book)
		owner.Wait()
	})
}

// Doors are guarded and given up at any time, and the house is closed meanwhile.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		h := Open(func(_ string, home <-chan struct{}) { <-home })
		t.Cleanup(h.Close)
		return explore.Calls{
			"guard":   func() { h.Guard("front") },
			"dismiss": func() { h.Dismiss("front") },
			"close":   h.Close,
		}
	})
}
