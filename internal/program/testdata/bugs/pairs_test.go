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

// want: passed 8
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

// want: passed 3
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

// everybodys is what two of common share, each with a lock of its own.
var everybodys []string

type common struct{ mu sync.Mutex }

func (s *common) put(cake string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	everybodys = append(everybodys, cake) // fault
}

// want: data race
func TestPairsOnTwoValues(t *testing.T) {
	explore.Pairs(t, func(*testing.T) explore.Calls {
		s := &common{}
		return explore.Calls{"put": func() { s.put("rye") }}
	})
}

type separate struct {
	mu    sync.Mutex
	cakes []string
}

func (s *separate) put(cake string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cakes = append(s.cakes, cake)
}

// want: passed 3
func TestPairsOnTwoValuesFixed(t *testing.T) {
	explore.Pairs(t, func(*testing.T) explore.Calls {
		s := &separate{}
		return explore.Calls{"put": func() { s.put("rye") }}
	})
}
