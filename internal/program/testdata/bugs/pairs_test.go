package bugs

import (
	"sync"
	"testing"

	"racelab/internal/explore"
)

// want: data race
func TestPairsOfWhichOneLooks(t *testing.T) {
	explore.Pairs(t, func(*testing.T) explore.Calls {
		var mu sync.Mutex
		eggs := 0
		return explore.Calls{
			"bring": func() {
				mu.Lock()
				defer mu.Unlock()
				eggs++ // race
			},
			"look": func() { _ = eggs }, // race fault
		}
	})
}

// want: passed 6
func TestPairsOfWhichOneLooksFixed(t *testing.T) {
	explore.Pairs(t, func(*testing.T) explore.Calls {
		var mu sync.Mutex
		eggs := 0
		return explore.Calls{
			"bring": func() {
				mu.Lock()
				defer mu.Unlock()
				eggs++
			},
			"look": func() {
				mu.Lock()
				defer mu.Unlock()
				_ = eggs
			},
		}
	})
}

// want: deadlock
func TestPairsOfWhichOneKeepsTheLock(t *testing.T) {
	explore.Pairs(t, func(*testing.T) explore.Calls { // fault
		var mu sync.Mutex
		eggs := 1
		return explore.Calls{
			"take": func() { // who finds none keeps the lock, and the third finds it kept
				mu.Lock() // stuck fault
				if eggs == 0 {
					return
				}
				eggs--
				mu.Unlock()
			},
		}
	})
}

// want: passed 2
func TestPairsOfWhichOneKeepsTheLockFixed(t *testing.T) {
	explore.Pairs(t, func(*testing.T) explore.Calls {
		var mu sync.Mutex
		eggs := 1
		return explore.Calls{
			"take": func() {
				mu.Lock()
				defer mu.Unlock()
				if eggs > 0 {
					eggs--
				}
			},
		}
	})
}

// want: panic "close of closed channel"
func TestPairsOfTwoThatClose(t *testing.T) {
	explore.Pairs(t, func(*testing.T) explore.Calls {
		done := make(chan struct{})
		return explore.Calls{
			"close": func() { close(done) }, // fault
		}
	})
}

// want: passed
func TestPairsOfTwoThatCloseFixed(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		var once sync.Once
		done := make(chan struct{})
		finish := func() { once.Do(func() { close(done) }) }
		go func() { <-done }()
		t.Cleanup(finish)
		return explore.Calls{"close": finish}
	})
}
