package bugs

import (
	"sync"
	"testing"
)

// tidy looks twice at what another goroutine changes meanwhile, after the check, and
// that is no fault.
func tidy(mu *sync.Mutex, over *bool) {
	for range 2 {
		mu.Lock()
		if *over {
			mu.Unlock()
			return
		}
		mu.Unlock()
	}
}

func cakesOnTheTable(t *testing.T, waits bool) {
	var mu sync.Mutex
	over, cakes := false, make(chan int, 1)
	var wg sync.WaitGroup
	wg.Go(func() { cakes <- 1 })
	if waits {
		wg.Wait()
	}
	defer wg.Wait()
	defer tidy(&mu, &over)
	defer wg.Go(func() {
		mu.Lock()
		over = true
		mu.Unlock()
	})
	select {
	case <-cakes:
	default:
		t.Error("no cake")
	}
}

// kind: order violation
// want: assertion "test finds no case of its select at after_test.go:36 (cakes) ready"
func TestWhatComesAfterIsNoCause(t *testing.T) { cakesOnTheTable(t, false) }

// want: passed
func TestWhatComesAfterIsNoCauseFixed(t *testing.T) { cakesOnTheTable(t, true) }

// offer tells one who may have gone home, if he is listening.
func offer(t *testing.T, gone func(*sync.Mutex) bool) {
	var mu sync.Mutex
	home := make(chan int)
	both(func() {
		mu.Lock()
		defer mu.Unlock()
		close(home)
	}, func() {
		if gone(&mu) {
			return
		}
		select {
		case home <- 1:
		default:
		}
	})
}

// kind: double close
// want: panic "closes home at after_test.go:57"
func TestAnOfferToOneWhoIsGone(t *testing.T) {
	offer(t, func(*sync.Mutex) bool { return false })
}

// want: passed
func TestAnOfferToOneWhoIsGoneFixed(t *testing.T) {
	offer(t, func(*sync.Mutex) bool { return true })
}
