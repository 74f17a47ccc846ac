// Package timers has programs that start so many timers that chance cannot be
// unfair to all of them.
package timers

import (
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
