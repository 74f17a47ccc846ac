// Package timers has programs that start so many timers that chance cannot be
// unfair to all of them.
package timers

import (
	"context"
	"math"
	"sync"
	"testing"
	"time"
)

// A shelf throws a cake away when nobody has come for it in time.
type shelf struct {
	mu   sync.Mutex
	cake *cake
}

type cake struct {
	timer *time.Timer
	taken bool
}

func (s *shelf) put(thrown func(*shelf, *cake)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &cake{}
	s.cake = c
	c.timer = time.AfterFunc(time.Nanosecond, func() { thrown(s, c) })
}

func (s *shelf) take() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.cake; c != nil && !c.timer.Stop() {
		c.taken = true
	}
	s.cake = nil
}

func throw(s *shelf, c *cake) {
	s.mu.Lock()
	if c.taken {
		return
	}
	s.cake = nil
	s.mu.Unlock()
}

func throwRight(s *shelf, c *cake) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !c.taken {
		s.cake = nil
	}
}

// want: deadlock "throw"
func TestShelf(t *testing.T) {
	s := &shelf{}
	for range 100 {
		s.put(throw)
		s.take()
	}
}

// want: partly
func TestShelfFixed(t *testing.T) {
	s := &shelf{}
	for range 100 {
		s.put(throwRight)
		s.take()
	}
}

// want: passed
func TestTwoTimersOfOneInstant(t *testing.T) {
	began := time.Now()
	first, second := time.After(time.Second), time.After(time.Second)
	<-first
	<-second
	if d := time.Since(began); d < time.Second {
		t.Error(d)
	}
}

// want: passed
func TestNewYear(t *testing.T) {
	// Virtual time does not begin where something else does, too: what a timetable
	// has for midnight, or for the full second, is not to be done now.
	now := time.Now()
	if now.Truncate(time.Second).Equal(now) || now.Month() == time.January || now.Hour() == 0 {
		t.Error(now)
	}
}

// A queue waits until something is due; if nothing is, for ever.
func due(added <-chan time.Duration, rang, quit chan struct{}, done chan<- int) {
	const forever = time.Duration(math.MaxInt64)
	wait, n := time.NewTimer(forever), 0
	for {
		select {
		case <-wait.C:
			n++
			wait.Reset(forever)
			rang <- struct{}{}
		case d := <-added:
			wait.Reset(d)
		case <-quit:
			if !wait.Stop() {
				n += 10
			}
			done <- n
			return
		}
	}
}

// want: passed
func TestNothingIsDueForEver(t *testing.T) {
	time.Sleep(time.Second) // so that the end of time is nearer than for ever
	added, rang, quit, done := make(chan time.Duration), make(chan struct{}), make(chan struct{}), make(chan int)
	go due(added, rang, quit, done)
	added <- time.Second
	<-rang
	close(quit)
	if n := <-done; n != 1 {
		t.Error(n)
	}
}

// want: passed
func TestAContextForEver(t *testing.T) {
	time.Sleep(time.Second)
	ctx, cancel := context.WithTimeout(context.Background(), math.MaxInt64)
	defer cancel()
	tick := time.NewTicker(math.MaxInt64)
	defer tick.Stop()
	select {
	case <-ctx.Done():
		t.Error("it is over")
	case <-tick.C:
		t.Error("it has ticked")
	case <-time.After(time.Hour):
	}
}

// want: leak
func TestSleepForEver(t *testing.T) {
	go func() {
		time.Sleep(math.MaxInt64) // fault
	}()
	time.Sleep(time.Hour)
}

// want: deadlock
func TestNobodyComesInACentury(t *testing.T) {
	bell := make(chan bool)
	select { // fault
	case <-bell:
	case <-time.After(200 * 365 * 24 * time.Hour):
	}
}
