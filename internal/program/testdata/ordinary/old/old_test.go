//go:build go1.21

// Package old is written in a Go whose loops have one variable for all their
// iterations.
package old

import (
	"sync"
	"testing"
)

// want: data race
func TestOneVariable(t *testing.T) {
	var wg sync.WaitGroup
	for i := 0; i < 2; i++ { // race
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = i // race
		}()
	}
	wg.Wait()
}

// want: passed
func TestOneVariableFixed(t *testing.T) {
	var wg sync.WaitGroup
	for i := 0; i < 2; i++ {
		i := i
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = i
		}()
	}
	wg.Wait()
}

// want: assertion "served 4, want 3"
func TestOneElement(t *testing.T) {
	if got := served(t, func(next func(int)) {
		for _, n := range []int{1, 2} {
			defer func() { next(n) }()
		}
	}); got != 3 {
		t.Errorf("served %d, want 3", got)
	}
}

// want: passed
func TestOneElementFixed(t *testing.T) {
	if got := served(t, func(next func(int)) {
		for _, n := range []int{1, 2} {
			defer next(n)
		}
	}); got != 3 {
		t.Errorf("served %d, want 3", got)
	}
}

func served(t *testing.T, each func(func(int))) (sum int) {
	each(func(n int) { sum += n })
	return sum
}
