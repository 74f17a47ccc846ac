package bugs

import (
	"context"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// The loops of these programs have no end under schedules that are unfair for
// ever, which are left out.

type ledger struct {
	mu        sync.Mutex
	new, done int
}

func (l *ledger) sell() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.new++
}

func (l *ledger) flush() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.done, l.new = l.done+l.new, 0
}

// flushEverySecond flushes at every tick, and at the end if it is told to.
func (l *ledger) flushEverySecond(end chan bool, atEnd bool) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			l.flush()
		case <-end:
			if atEnd {
				l.flush()
			}
			return
		}
	}
}

// kind: timer
// want: assertion "one is missing"
func TestLastTickIsMissed(t *testing.T) {
	l, end := &ledger{}, make(chan bool)
	both(func() { l.flushEverySecond(end, false) }, func() {
		l.sell()
		close(end)
	})
	if l.done != 1 {
		t.Error("one is missing") // fault
	}
}

// want: passed
func TestLastTickIsMissedFixed(t *testing.T) {
	l, end := &ledger{}, make(chan bool)
	both(func() { l.flushEverySecond(end, true) }, func() {
		l.sell()
		close(end)
	})
	if l.done != 1 {
		t.Error("one is missing")
	}
}

// kind: timer
// want: assertion "gave up"
func TestThreeAttempts(t *testing.T) {
	var open atomic.Bool
	go func() { open.Store(true) }()
	for range 3 {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		if !open.Load() {
			<-ctx.Done()
		}
		cancel()
	}
	if !open.Load() {
		t.Error("gave up") // fault
	}
}

// want: passed
func TestThreeAttemptsFixed(t *testing.T) {
	var open atomic.Bool
	go func() { open.Store(true) }()
	for !open.Load() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		<-ctx.Done()
		cancel()
	}
}

// want: passed
func TestCoinsUntilHeads(t *testing.T) {
	for n := 0; rand.IntN(2) == 0; n++ {
		t.Log(n)
	}
}

// kind: livelock
// want: livelock
func TestWaitsBesideATicker(t *testing.T) {
	tick := time.NewTicker(time.Second)
	var beats atomic.Int32
	go func() {
		for range tick.C {
			beats.Store(1)
		}
	}()
	never := make(chan int)
	<-never
}

// want: passed
func TestWaitsBesideATickerFixed(t *testing.T) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	var beats atomic.Int32
	end, ended := make(chan bool), make(chan bool)
	go func() {
		defer close(ended)
		for {
			select {
			case <-tick.C:
				beats.Add(1)
			case <-end:
				return
			}
		}
	}()
	close(end)
	<-ended
}

// want: passed
func TestSpinsAreCounted(t *testing.T) {
	var taken atomic.Bool
	n := 0
	work := func() {
		spins := 0
		for !taken.CompareAndSwap(false, true) {
			spins++
		}
		n++
		taken.Store(false)
		t.Log(spins)
	}
	both(work, work)
	if n != 2 {
		t.Error(n)
	}
}

// kind: livelock
// want: livelock
func TestSpinsAreCountedInVain(t *testing.T) {
	var taken atomic.Bool
	spins := 0
	for taken.Store(true); taken.Load(); { // stuck
		spins++
	}
	t.Log(spins)
}

// want: passed
func TestSpinsAreCountedInVainFixed(t *testing.T) {
	var taken atomic.Bool
	taken.Store(true)
	go func() { taken.Store(false) }()
	spins := 0
	for taken.Load() {
		spins++
	}
	t.Log(spins)
}
