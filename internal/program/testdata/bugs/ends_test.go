package bugs

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// These programs take long, poll the clock or go on after their test. Whether
// they end is another question than whether they look as if they did not.

// want: passed
func TestManyRoundsOfALock(t *testing.T) {
	var till sync.Mutex
	sold := 0
	for range 1700 {
		till.Lock()
		sold++
		till.Unlock()
	}
	if sold != 1700 {
		t.Error(sold)
	}
}

// want: inconclusive "goes round at ends_test.go:35; with fewer rounds there"
func TestVeryManyRounds(t *testing.T) {
	var till sync.Mutex
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		for i := 0; i < 700_000; i++ {
			till.Lock()
			till.Unlock()
		}
	}()
	<-closed
}

// kind: livelock
// want: livelock
func TestWheelThatNobodyStops(t *testing.T) {
	// A wheel in a closed circle: its position comes back, and nobody stops it.
	var till sync.Mutex
	stop := false
	both(func() {
		for at := 0; ; at = (at + 1) % 3 {
			till.Lock()
			if stop && at == 3 {
				till.Unlock()
				return
			}
			till.Unlock()
		}
	}, func() {
		till.Lock()
		stop = true
		till.Unlock()
	})
}

// want: passed
func TestWheelThatNobodyStopsFixed(t *testing.T) {
	var till sync.Mutex
	stop := false
	done := make(chan struct{})
	go func() {
		defer close(done)
		till.Lock()
		stop = true
		till.Unlock()
	}()
	<-done
	for at := 0; at < 3; at = (at + 1) % 4 {
		till.Lock()
		if stop && at == 2 {
			till.Unlock()
			return
		}
		till.Unlock()
	}
}

// want: passed
func TestBakesUntilTheClockStrikes(t *testing.T) {
	var oven sync.Mutex
	baked, end := 0, time.Now().Add(8*time.Millisecond)
	for time.Now().Before(end) {
		oven.Lock()
		baked++
		oven.Unlock()
	}
	if baked == 0 {
		t.Error("nothing is baked")
	}
}

// want: passed
func TestPollsAContextUntilItEnds(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	asked := 0
	for ctx.Err() == nil {
		asked++
	}
}

// kind: livelock
// want: livelock
func TestPollsAContextThatNobodyEnds(t *testing.T) {
	// Nobody closes the shop, and there is no clock either.
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		for ctx.Err() == nil { // stuck
		}
	}()
	for ctx.Err() == nil { // stuck
	}
}

// want: passed
func TestPollsAContextThatNobodyEndsFixed(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	go func() { cancel() }()
	for ctx.Err() == nil {
	}
}

// kind: channel
// want: deadlock
func TestWaitsAfterALongDay(t *testing.T) {
	// The failure comes after more steps than a search allows.
	counter := make(chan int)
	go func() {
		for i := range 3_000 {
			counter <- i
		}
	}()
	for range 3_001 {
		<-counter // stuck
	}
}

// want: passed
func TestWaitsAfterALongDayFixed(t *testing.T) {
	counter := make(chan int)
	go func() {
		for i := range 3 {
			counter <- i
		}
	}()
	for range 3 {
		<-counter
	}
}

// want: passed
func TestCleansUpLongAfterwards(t *testing.T) {
	var broom sync.Mutex
	go func() {
		for range 1_200 {
			broom.Lock()
			broom.Unlock()
		}
	}()
}

// want: passed
func TestSleepsLongAfterwards(t *testing.T) {
	go func() {
		for range 150 {
			time.Sleep(time.Millisecond)
		}
	}()
}

// kind: leak
// want: leak "fires again and again"
func TestClockThatNobodyStops(t *testing.T) {
	closed := make(chan struct{})
	go func() {
		for {
			select {
			case <-time.After(time.Second):
			case <-closed:
				return
			}
		}
	}()
}

// want: passed
func TestClockThatNobodyStopsFixed(t *testing.T) {
	closed := make(chan struct{})
	go func() {
		for {
			select {
			case <-time.After(time.Second):
			case <-closed:
				return
			}
		}
	}()
	close(closed)
}

// kind: timer
// want: assertion "the baker does not come"
func TestGuardWithoutPatience(t *testing.T) {
	// The guard barks too early only if the baker is slower than a whole second.
	baked := make(chan struct{})
	go func() { close(baked) }()
	select {
	case <-baked:
	case <-time.After(time.Second):
		t.Error("the baker does not come") // fault
	}
}

// want: passed
func TestGuardWithoutPatienceFixed(t *testing.T) {
	baked := make(chan struct{})
	go func() { close(baked) }()
	<-baked
}

// kind: timer
// want: assertion "one more ring"
func TestBellThatRingsAfterStop(t *testing.T) {
	// A function of a timer that starts it again.
	var rings atomic.Int32
	var bell sync.Mutex
	var timer *time.Timer
	var ring func()
	ring = func() {
		rings.Add(1)
		bell.Lock()
		defer bell.Unlock()
		timer = time.AfterFunc(time.Minute, ring)
	}
	bell.Lock()
	timer = time.AfterFunc(time.Minute, ring)
	bell.Unlock()
	time.Sleep(time.Minute)
	bell.Lock()
	timer.Stop()
	bell.Unlock()
	before := rings.Load()
	time.Sleep(90 * time.Second)
	if rings.Load() > before+1 {
		t.Error("one more ring") // fault
	}
	bell.Lock()
	timer.Stop()
	bell.Unlock()
}

// want: passed
func TestBellThatRingsAfterStopFixed(t *testing.T) {
	var bell sync.Mutex
	var timer *time.Timer
	quiet := false
	var ring func()
	ring = func() {
		bell.Lock()
		defer bell.Unlock()
		if !quiet {
			timer = time.AfterFunc(time.Minute, ring)
		}
	}
	bell.Lock()
	timer = time.AfterFunc(time.Minute, ring)
	bell.Unlock()
	bell.Lock()
	quiet = true
	timer.Stop()
	bell.Unlock()
}
