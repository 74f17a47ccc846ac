package kitchentimer

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"
)

const (
	every = time.Millisecond
	later = 20 * every
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestItRingsAsOftenAsItWasTold(t *testing.T) {
	stage.Run(t, func() {
		rings := make(chan bool, 10)
		timer := New(every, func() { rings <- true })
		for range 2 { // a timer may be used again
			timer.Start(3)
			for range 3 {
				<-rings
			}
			stage.Settle()
			assert.Empty(t, rings, "The timer was started for three times, and rang three times; the rings after that.")
			timer.Stop()
		}
	})
}

func TestItRingsInTheMiddleOfBeingStopped(t *testing.T) {
	stage.Run(t, func() {
		var rings atomic.Int32
		begun, goOn := make(chan bool, 10), make(chan bool)
		timer := New(every, func() {
			rings.Add(1)
			begun <- true
			<-goOn
		})
		timer.Start(3)
		<-begun
		timer.Stop()
		close(goOn)
		time.Sleep(later)
		stage.Settle()
		assert.EqualValues(t, 1, rings.Load(),
			"The timer was started for three times. While it rang for the first time it was stopped, and Stop returned; the rings in all.\n"+
				"It rings this once, and is not set again.")
	})
}

func TestItMayBeStoppedByWhoHearsIt(t *testing.T) {
	stage.Run(t, func() {
		var rings atomic.Int32
		done := make(chan bool, 10)
		var timer *Timer
		timer = New(every, func() {
			rings.Add(1)
			timer.Stop()
			done <- true
		})
		timer.Start(3)
		<-done
		time.Sleep(later)
		stage.Settle()
		assert.EqualValues(t, 1, rings.Load(),
			"The timer was started for three times, and stopped by whoever heard it ring; the rings in all.")
	})
}

// Time is virtual.
func TestWhatWasStoppedInTimeDoesNotRing(t *testing.T) {
	for name, stop := range map[string]func(*Timer){
		"stopped":       (*Timer).Stop,
		"started again": func(timer *Timer) { timer.Start(1) },
	} {
		stage.Within(t, 24*time.Hour, stage.Deadlock, func(context.Context) {
			var rings atomic.Int32
			timer := New(time.Hour, func() { rings.Add(1) })
			timer.Start(2)
			time.Sleep(30 * time.Minute)
			stop(timer)
			time.Sleep(45 * time.Minute)
			assert.Zero(t, rings.Load(), "A timer that rings every hour was %s after half an hour; how often it rang in the next three quarters.", name)
			time.Sleep(5 * time.Hour)
		})
	}
}

func TestItIsNotSetAgainOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var stopped atomic.Bool
		var early, late atomic.Int32
		timer := New(every, func() {
			if stopped.Load() {
				late.Add(1)
			} else {
				early.Add(1)
			}
		})
		timer.Start(3)
		timer.Stop()
		stopped.Store(true)
		time.Sleep(later)
		explore.Sometimes("it is stopped in time", early.Load()+late.Load() == 0)
		explore.Sometimes("it rings before it is stopped", early.Load() > 0)
		assert.LessOrEqual(t, late.Load(), int32(1),
			"The timer was started for three times, and stopped. Stop had returned, and then it rang so often.\n"+
				"If it was about to ring it may do so this once. It is not set again.")
	})
}

func TestAStoppedTimerIsStartedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		rings := make(chan bool, 10)
		timer := New(every, func() { rings <- true })
		timer.Start(2)
		timer.Stop()
		before := len(rings)
		timer.Start(2)
		for range before + 2 {
			<-rings
		}
		time.Sleep(later)
		assert.LessOrEqual(t, len(rings), 1,
			"The timer was started for two times, stopped, and started for two times. It has rung twice since; the rings after that.\n"+
				"At most one of them, which was due before it was stopped, is left.")
	})
}

func TestARunningTimerIsStartedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var rings atomic.Int32
		timer := New(every, func() { rings.Add(1) })
		timer.Start(3)
		timer.Start(1)
		before := rings.Load()
		time.Sleep(later)
		assert.LessOrEqual(t, rings.Load()-before, int32(2),
			"The timer was started for three times, and then, while it was running, for once. It rang so often after that.\n"+
				"Once it was told to, and once more it may ring if it was about to before.")
	})
}

func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		timer := New(every, func() {})
		t.Cleanup(timer.Stop)
		return explore.Calls{
			"start": func() { timer.Start(1) },
			"stop":  timer.Stop,
		}
	})
}
