package bugs

import (
	"fmt"
	"sync"
	"testing"

	"racelab/internal/explore"
)

// hatch hands over cakes: whoever takes one waits until there is one.
type hatch struct {
	cakes chan int
}

func newHatch() *hatch { return &hatch{make(chan int, 4)} }

var hatchCalls = explore.Operations[*hatch]{
	"Put(1)": func(h *hatch) []any { h.cakes <- 1; return nil },
	"Take()": func(h *hatch) []any { return explore.Results(<-h.cakes) },
	"Len()":  func(h *hatch) []any { return explore.Results(len(h.cakes)) },
}

// want: passed
func TestLinearWaitsFixed(t *testing.T) {
	// That a taker waits for ever is no fault if no cake comes.
	explore.Linearizable(t, newHatch, nil, hatchCalls)
}

// lidded tells the length, and then closes the lid again: what one sees of it is not a
// moment's.
type lidded struct {
	*hatch
	mu sync.Mutex
}

// want: not linearizable
func TestLinearWaits(t *testing.T) {
	explore.Linearizable(t, func() *lidded { return &lidded{hatch: newHatch()} }, nil, explore.Operations[*lidded]{
		"Put(1)": func(l *lidded) []any { l.cakes <- 1; return nil },
		"Take()": func(l *lidded) []any { return explore.Results(<-l.cakes) },
		"Len()": func(l *lidded) []any {
			l.mu.Lock()
			defer l.mu.Unlock()
			once := len(l.cakes)
			return explore.Results(once + len(l.cakes))
		},
	})
}

// roll gives out numbers up to two, and panics after that.
type roll struct {
	mu sync.Mutex
	n  int
}

func (r *roll) next(stale bool) int {
	r.mu.Lock()
	n := r.n
	if stale {
		r.mu.Unlock()
		r.mu.Lock()
	}
	defer r.mu.Unlock()
	if n == 2 {
		panic(fmt.Sprint("the roll is empty"))
	}
	r.n = n + 1
	return r.n
}

// want: passed
func TestLinearPanicsFixed(t *testing.T) {
	// A panic is what a call returns.
	explore.Linearizable(t, func() *roll { return &roll{} }, nil, explore.Operations[*roll]{
		"Next()": func(r *roll) []any { return explore.Results(r.next(false)) },
	})
}

// want: not linearizable
func TestLinearPanics(t *testing.T) {
	explore.Linearizable(t, func() *roll { return &roll{} }, nil, explore.Operations[*roll]{
		"Next()": func(r *roll) []any { return explore.Results(r.next(true)) },
	})
}

// want: inconclusive "do not return the same each time"
func TestLinearChannels(t *testing.T) {
	// Whose calls return something else each time can be compared with nothing.
	explore.Linearizable(t, newHatch, nil, explore.Operations[*hatch]{
		"Door()": func(*hatch) []any { return explore.Results(make(chan int)) },
	})
}
