package heartbeat

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

// handmade returns a clock that ticks when the test says so.
func handmade(ticks <-chan time.Time) *time.Ticker { return &time.Ticker{C: ticks} }

func TestTheWatchmanGoesHome(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		w := Begin(time.NewTicker(time.Hour), func() {})
		w.Close()
	})
}

func TestHeStrikesAtEveryTick(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		ticks := make(chan time.Time)
		w := Begin(handmade(ticks), func() {})

		for range 3 {
			ticks <- time.Time{}
		}
		w.Close()
		w.Close() // he may be sent home twice

		assert.Equal(t, 3, w.Strikes(),
			"The clock ticked three times, and then the watchman was sent home.\n"+
				"The bell is struck at every tick.")
	})
}

func TestCloseWaitsForTheLastStrike(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	ticks, swing, hit := make(chan time.Time), make(chan struct{}), make(chan struct{})
	w := Begin(handmade(ticks), func() {
		swing <- struct{}{}
		<-hit
	})
	var early atomic.Int64
	stage.Run(t, func() {
		ticks <- time.Time{}
		<-swing
		assert.LessOrEqual(t, w.Strikes(), 1,
			"The watchman has swung the hammer for the first time, and somebody asked how often the bell was struck.")
		var owner sync.WaitGroup
		for range 2 {
			owner.Go(func() {
				w.Close()
				early.Add(1)
			})
		}
		stage.Settle()
		assert.Zero(t, early.Load(),
			"The watchman has swung the hammer; two owners called Close, and for this many it has returned.\n"+
				"When Close returns, the bell is not struck any more.")
		close(hit)
		owner.Wait()
	})
}

func TestTheWatchmanGoesHomeOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		ticks := make(chan time.Time, 1)
		var gone, late atomic.Bool
		w := Begin(handmade(ticks), func() {
			if gone.Load() {
				late.Store(true)
			}
		})
		go tick(ticks)
		var owner sync.WaitGroup
		for range 2 {
			owner.Go(func() {
				w.Close()
				gone.Store(true)
			})
		}
		assert.LessOrEqual(t, w.Strikes(), 1,
			"The clock ticked once, and somebody asked how often the bell was struck.")
		owner.Wait()
		stage.Settle()
		explore.Sometimes("he strikes before he goes home", w.Strikes() == 1)
		explore.Sometimes("he goes home before he strikes", w.Strikes() == 0)
		assert.False(t, late.Load(),
			"The clock ticked, and two owners sent the watchman home. Close had returned to one of them, and then the bell was struck.\n"+
				"When Close returns, the bell is not struck any more.")
	})
}

func TestOneStrikeAfterTheOtherOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		ticks := make(chan time.Time, 2)
		tick(ticks)
		tick(ticks)
		var swinging, clashes atomic.Int64
		var struck sync.WaitGroup
		struck.Add(2)
		w := Begin(handmade(ticks), func() {
			if swinging.Add(1) > 1 {
				clashes.Add(1)
			}
			swinging.Add(-1)
			struck.Done()
		})
		struck.Wait()
		w.Close()
		assert.Zero(t, clashes.Load(),
			"The clock ticked for a second time while the watchman still swung the hammer; times that the bell was struck twice at once.\n"+
				"There is one watchman, and he has one hammer.")
		assert.Equal(t, 2, w.Strikes(),
			"The clock ticked twice, and the bell was struck each time; strikes that were counted.")
	})
}

func TestTheClockIsStoppedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		clock := time.NewTicker(time.Hour)
		Begin(clock, func() {}).Close()
		ticks := false
		select {
		case <-clock.C:
			ticks = true
		case <-time.After(2 * time.Hour):
		}
		assert.False(t, ticks,
			"The watchman was sent home, and two hours later somebody looked at the clock; whether it has ticked.\n"+
				"Close stops the clock.")
	})
}

func tick(ticks chan<- time.Time) { ticks <- time.Time{} }

// Strikes may be counted at any time, also while the watchman is sent home.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		ticks := make(chan time.Time, 1)
		tick(ticks)
		w := Begin(handmade(ticks), func() {})
		t.Cleanup(w.Close)
		return explore.Calls{
			"strikes": func() { w.Strikes() },
			"close":   w.Close,
		}
	})
}
