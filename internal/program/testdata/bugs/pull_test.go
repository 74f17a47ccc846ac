package bugs

import (
	"iter"
	"slices"
	"sync"
	"testing"
)

// A shelf is looked through by one goroutine while another fills it.
type pullShelf struct {
	mu     sync.Mutex
	cheese []string
}

func (s *pullShelf) get(i int) (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i >= len(s.cheese) {
		return "", false
	}
	return s.cheese[i], true
}

func (s *pullShelf) all() iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := 0; ; i++ {
			name, ok := s.get(i)
			if !ok || !yield(name) {
				return
			}
		}
	}
}

func (s *pullShelf) count() (n int) {
	next, stop := iter.Pull(s.all())
	defer stop()
	for {
		if _, ok := next(); !ok {
			return n
		}
		n++
	}
}

// kind: atomicity
// want: assertion "counted too few"
func TestPullWhileFilled(t *testing.T) {
	s := &pullShelf{cheese: []string{"brie", "gouda"}}
	var wg sync.WaitGroup
	wg.Go(func() { s.mu.Lock(); s.cheese = append(s.cheese, "feta"); s.mu.Unlock() })
	n := s.count()
	wg.Wait()
	if n != 3 {
		t.Error("counted too few")
	}
}

// want: passed
func TestPullWhileFilledFixed(t *testing.T) {
	s := &pullShelf{cheese: []string{"brie", "gouda"}}
	var wg sync.WaitGroup
	s.cheese = append(s.cheese, "feta")
	wg.Go(func() { s.count() })
	n := s.count()
	wg.Wait()
	if n != 3 {
		t.Error("counted too few")
	}
}

// want: passed
func TestPullOldOrNewFixed(t *testing.T) {
	s := &pullShelf{cheese: []string{"brie", "gouda"}}
	var wg sync.WaitGroup
	wg.Go(func() { s.mu.Lock(); s.cheese = append(s.cheese, "feta"); s.mu.Unlock() })
	n := s.count()
	wg.Wait()
	if n < 2 || n > 3 {
		t.Error("counted too few")
	}
}

// kind: misuse
// want: data race
func TestPullTogether(t *testing.T) {
	next, stop := iter.Pull(slices.Values([]string{"brie", "gouda", "feta"}))
	defer stop()
	var wg sync.WaitGroup
	wg.Go(func() { next() }) // race
	wg.Go(func() { next() }) // race
	wg.Wait()
}

// want: passed
func TestPullTogetherFixed(t *testing.T) {
	next, stop := iter.Pull(slices.Values([]string{"brie", "gouda", "feta"}))
	defer stop()
	var mu sync.Mutex
	var wg sync.WaitGroup
	wg.Go(func() { mu.Lock(); defer mu.Unlock(); next() })
	wg.Go(func() { mu.Lock(); defer mu.Unlock(); next() })
	wg.Wait()
}
