package bugs

import (
	"errors"
	"sync"
	"testing"
)

// kind: channel and lock
// want: deadlock
func TestResultNeedsTheLock(t *testing.T) {
	var mu sync.Mutex
	cooked, done := 0, make(chan bool)
	go func() {
		mu.Lock() // stuck
		cooked++
		mu.Unlock()
		done <- true
	}()
	mu.Lock()
	if cooked == 0 {
		<-done // stuck
	}
	mu.Unlock()
}

// want: passed
func TestResultNeedsTheLockFixed(t *testing.T) {
	var mu sync.Mutex
	cooked, done := 0, make(chan bool, 1)
	go func() {
		mu.Lock()
		cooked++
		mu.Unlock()
		done <- true
	}()
	mu.Lock()
	none := cooked == 0
	mu.Unlock()
	if none {
		<-done
	}
}

// kind: WaitGroup misuse
// want: deadlock
func TestWaitUnderLock(t *testing.T) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	wg.Go(func() {
		mu.Lock() // stuck
		defer mu.Unlock()
	})
	mu.Lock()
	wg.Wait() // stuck
	mu.Unlock()
}

// want: passed
func TestWaitUnderLockFixed(t *testing.T) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	wg.Go(func() {
		mu.Lock()
		defer mu.Unlock()
	})
	wg.Wait()
	mu.Lock()
	mu.Unlock()
}

// kind: WaitGroup misuse
// want: deadlock
func TestWaitBeforeReceive(t *testing.T) {
	var wg sync.WaitGroup
	results := make(chan int)
	for i := range 2 {
		wg.Go(func() {
			results <- i // stuck
		})
	}
	wg.Wait() // stuck
	close(results)
	for range results {
	}
}

// want: passed
func TestWaitBeforeReceiveFixed(t *testing.T) {
	var wg sync.WaitGroup
	results := make(chan int)
	for i := range 2 {
		wg.Go(func() { results <- i })
	}
	go func() {
		wg.Wait()
		close(results)
	}()
	sum := 0
	for r := range results {
		sum += r
	}
	if sum != 1 {
		t.Error(sum)
	}
}

// kind: anonymous function
// want: data race
func TestOneErrorForTwo(t *testing.T) {
	var err error
	both(func() {
		if err = errCold; err != nil { // race
			return
		}
	}, func() {
		if err = errors.New("burnt"); err != nil { // race
			return
		}
	})
}

// want: passed 1
func TestOneErrorForTwoFixed(t *testing.T) {
	both(func() {
		if err := errCold; err != nil {
			return
		}
	}, func() {
		if err := errors.New("burnt"); err != nil {
			return
		}
	})
}
