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

func (s *pullShelf) put(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cheese = append(s.cheese, name)
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

func countWhileFilled(t *testing.T, least int) {
	s := &pullShelf{cheese: []string{"brie", "gouda"}}
	var wg sync.WaitGroup
	wg.Go(func() { s.put("feta") })
	wg.Go(func() {
		if n := s.count(); n < least || n > 3 {
			t.Error("counted too few")
		}
	})
	wg.Wait()
}

// kind: atomicity
// want: assertion "counted too few"
func TestPullWhileFilled(t *testing.T) { countWhileFilled(t, 3) }

// want: passed
func TestPullWhileFilledFixed(t *testing.T) { countWhileFilled(t, 2) }

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
