package bugs

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// kind: order violation
// want: assertion "not done"
func TestSleepIsNoSynchronisation(t *testing.T) {
	var done atomic.Bool
	go func() { done.Store(true) }()
	time.Sleep(time.Hour)
	if !done.Load() {
		t.Error("not done") // fault
	}
}

// want: data race
func TestSleepOrdersNothing(t *testing.T) {
	price := 0
	go func() {
		price = 3 // race
	}()
	time.Sleep(time.Hour)
	_ = price // race
}

// kind: timer
// want: assertion "fired although stopped"
func TestStopDoesNotWait(t *testing.T) {
	var mu sync.Mutex
	stopped := false
	alarm := time.AfterFunc(time.Second, func() {
		mu.Lock()
		defer mu.Unlock()
		if stopped {
			t.Error("fired although stopped") // fault
		}
	})
	time.Sleep(time.Second)
	alarm.Stop()
	mu.Lock()
	stopped = true
	mu.Unlock()
	time.Sleep(time.Minute)
}

// want: passed 2
func TestStoppedTimerStaysSilent(t *testing.T) {
	alarm := time.NewTimer(time.Second)
	if !alarm.Stop() {
		<-alarm.C
	}
	select {
	case <-alarm.C:
		t.Error("fired")
	default:
	}
}

// want: passed
func TestAfterFunc(t *testing.T) {
	done := make(chan time.Time)
	began := time.Now()
	time.AfterFunc(time.Minute, func() { done <- time.Now() })
	if d := (<-done).Sub(began); d < time.Minute {
		t.Error(d)
	}
}

// want: assertion "fires before test goes on at time_test.go:78"
func TestTicker(t *testing.T) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	began := time.Now()
	<-ticker.C
	if time.Since(began) < time.Second {
		t.Error("the first tick came before the watch was started") // fault
	}
}

// want: passed
func TestTickerFixed(t *testing.T) {
	began := time.Now()
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for range 3 {
		<-ticker.C
	}
	if d := time.Since(began); d < 3*time.Second {
		t.Error(d)
	}
}

// kind: timer
// want: assertion "the short sleeper came second"
func TestShortSleepBeforeLongSleep(t *testing.T) {
	order := make(chan int, 2)
	both(func() {
		time.Sleep(1 * time.Millisecond)
		order <- 1
	}, func() {
		time.Sleep(2 * time.Millisecond)
		order <- 2
	})
	if <-order != 1 {
		t.Error("the short sleeper came second") // fault
	}
}

// want: passed
func TestShortSleepBeforeLongSleepFixed(t *testing.T) {
	short, long := time.After(time.Second), time.After(time.Minute)
	<-long
	select {
	case <-short:
	default:
		t.Error("the later one fired first")
	}
}
