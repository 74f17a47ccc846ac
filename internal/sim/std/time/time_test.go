package time_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/sim/std/simtest"
	"racelab/internal/sim/std/time"
)

func TestTimePassesOnlyWhenSomebodyWaits(t *testing.T) {
	x := simtest.Run(func() {
		began := time.Now()
		assert.Equal(t, model.Start.String(), began.String())
		time.Sleep(time.Hour)
		assert.Equal(t, time.Hour, time.Since(began).Round(time.Microsecond))
		time.Sleep(-1)
		assert.Equal(t, time.Minute, time.Until(began.Add(time.Hour+time.Minute)).Round(time.Microsecond))
	})
	assert.Equal(t, "done", simtest.Stuck(x))
}

func TestSleepersWakeInOrder(t *testing.T) {
	var said strings.Builder
	got := simtest.Outcomes(func() {
		said.Reset()
		for _, n := range []int{3, 1, 2} {
			kernel.Spawn(func() {
				time.Sleep(time.Duration(n))
				said.WriteString(fmt.Sprint(n))
			})
		}
	}, func(*kernel.Exec) string { return said.String() })
	assert.Contains(t, got, "123")
	assert.Contains(t, got, "321", "Sleep orders nothing: who wakes first may arm late")
}

func TestTimerSendsOnce(t *testing.T) {
	x := simtest.Run(func() {
		timer := time.NewTimer(5 * time.Millisecond)
		at := sim.Recv(timer.C, 1)
		assert.Equal(t, time.Now().Truncate(time.Millisecond), at)
		assert.False(t, timer.Stop())
		assert.False(t, timer.Reset(5*time.Millisecond))
		assert.True(t, timer.Reset(7*time.Millisecond))
		sim.Recv(timer.C, 1)
		assert.Equal(t, 12, milliseconds(time.Now()))
		sim.Recv(time.After(8*time.Millisecond), 1)
		assert.Equal(t, 20, milliseconds(time.Now()))
	})
	assert.Equal(t, "done", simtest.Stuck(x))
}

func nanoseconds(at time.Time) int { return int(at.Sub(model.Start)) }

func milliseconds(at time.Time) int { return int(at.Sub(model.Start).Milliseconds()) }

func TestAClockThatIsReadTwiceHasMovedOn(t *testing.T) {
	var before, after time.Time
	x := simtest.Run(func() {
		done := sim.Make(make(chan bool), 1)
		before = time.Now()
		kernel.Spawn(func() {
			after = time.Now()
			sim.Close(done, 1)
		})
		sim.Recv(done, 1)
		assert.True(t, before.Before(after), "what happened before was earlier")
		assert.Positive(t, time.Since(after))
		assert.Less(t, time.Since(before), time.Microsecond, "and hardly that")
	})
	assert.Equal(t, "done", simtest.Stuck(x))
}

func TestNothingStaleIsReceived(t *testing.T) {
	got := simtest.Outcomes(func() {
		timer := time.NewTimer(5)
		assert.True(t, timer.Stop(), "fired or not, nobody has received")
		assert.Equal(t, -1, sim.Select(1, true, sim.RecvCase(timer.C)))
		timer.Reset(5)
		timer.Reset(100)
		at := sim.Recv(timer.C, 1)
		assert.GreaterOrEqual(t, nanoseconds(at), 100)
	}, simtest.Stuck)
	assert.Equal(t, []string{"done"}, got)
}

func TestTickerDropsTicks(t *testing.T) {
	x := simtest.Run(func() {
		ticker := time.NewTicker(10)
		time.Sleep(35)
		assert.Equal(t, 10, nanoseconds(sim.Recv(ticker.C, 1)))
		assert.Equal(t, 40, nanoseconds(sim.Recv(ticker.C, 1)))
		ticker.Reset(7)
		assert.Equal(t, 47, nanoseconds(sim.Recv(ticker.C, 1)))
		ticker.Stop()
		time.Sleep(100)
		assert.Equal(t, -1, sim.Select(1, true, sim.RecvCase(ticker.C)))
	})
	assert.Equal(t, "done", simtest.Stuck(x))
}

func TestAfterFuncRunsInItsOwnGoroutine(t *testing.T) {
	ran := 0
	got := simtest.Outcomes(func() {
		ran = 0
		timer := time.AfterFunc(5, func() { ran++ })
		if timer.Stop() {
			ran = 10
		}
	}, func(x *kernel.Exec) string { return fmt.Sprint(ran, simtest.Stuck(x)) })
	assert.Equal(t, []string{"10done", "1done"}, got)
}

func TestMisusePanics(t *testing.T) {
	assert.PanicsWithValue(t, "non-positive interval for NewTicker", func() { time.NewTicker(0) })
	assert.PanicsWithValue(t, "time: Stop called on uninitialized Timer", func() { new(time.Timer).Stop() })
	assert.Nil(t, time.Tick(0))
	assert.False(t, time.NewTimer(1).Stop(), "outside an execution nothing is pending")
}

func TestTicksThatNobodyTakesAreLost(t *testing.T) {
	n := simtest.Each(func() {
		ticker := time.NewTicker(10)
		time.Sleep(35)
		kernel.Spawn(func() { time.Sleep(100) })
		assert.EqualValues(t, 10, nanoseconds(sim.Recv(ticker.C, 1)))
		assert.GreaterOrEqual(t, nanoseconds(sim.Recv(ticker.C, 1)), 40)
		ticker.Stop()
	}, func(x *kernel.Exec) { assert.Equal(t, "done", simtest.Stuck(x)) })
	assert.Less(t, n, 200, "a ticker does not tick for ever while others could go on")
}
