// Rejected: all bakers who wait are woken for one free place, and none looks whether it is still free.
// Belief: who-is-woken-need-not-look

// Package handover is a cake shop with a kitchen behind it.
package handover

import (
	"slices"
	"sync"
)

type Shop struct {
	wrap func(cake string)
	room int

	mu      sync.Mutex
	moved   *sync.Cond
	counter []string
	closed  bool
	baked   []string
	sold    []string
}

func Open(room int, wrap func(cake string)) *Shop {
	s := &Shop{wrap: wrap, room: max(room, 1)}
	s.moved = sync.NewCond(&s.mu)
	return s
}

func (s *Shop) Bake(cake string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.baked = append(s.baked, cake)
	if len(s.counter) >= s.room {
		s.moved.Wait()
	}
	s.counter = append(s.counter, cake)
	s.moved.Broadcast()
}

func (s *Shop) take() (cake string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.counter) == 0 && !s.closed {
		s.moved.Wait()
	}
	if len(s.counter) == 0 {
		return "", false
	}
	cake, s.counter = s.counter[0], s.counter[1:]
	s.moved.Broadcast()
	return cake, true
}

func (s *Shop) Sell() {
	for cake, ok := s.take(); ok; cake, ok = s.take() {
		s.wrap(cake)
		s.mu.Lock()
		s.sold = append(s.sold, cake)
		s.mu.Unlock()
	}
}

func (s *Shop) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	s.moved.Broadcast()
}

func (s *Shop) Baked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.baked)
}

func (s *Shop) Sold() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.sold)
}
