package bugs

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// want: passed
func TestSleepIsNoSynchronisationFixed(t *testing.T) {
	var done atomic.Bool
	finished := make(chan bool)
	go func() {
		done.Store(true)
		close(finished)
	}()
	<-finished
	if !done.Load() {
		t.Error("not done")
	}
}

// want: passed 1
func TestSleepOrdersNothingFixed(t *testing.T) {
	price := 0
	var wg sync.WaitGroup
	wg.Go(func() { price = 3 })
	wg.Wait()
	_ = price
}

// want: passed
func TestStopDoesNotWaitFixed(t *testing.T) {
	var mu sync.Mutex
	stopped := false
	fired := make(chan bool)
	alarm := time.AfterFunc(time.Second, func() {
		defer close(fired)
		mu.Lock()
		defer mu.Unlock()
		if stopped {
			t.Error("fired although stopped")
		}
	})
	time.Sleep(time.Second)
	if !alarm.Stop() {
		<-fired
	}
	mu.Lock()
	stopped = true
	mu.Unlock()
}
