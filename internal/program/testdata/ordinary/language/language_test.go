// Package language has constructs of which right programs make use that once
// were taken for faults, or did not build.
package language

import (
	"sync"
	"testing"
	"unsafe"
)

// want: data race
func TestNamedResult(t *testing.T) {
	func() (out []int) {
		done := make(chan bool)
		go func() {
			out = []int{1} // race
			close(done)
		}()
		return out // race
	}()
}

// want: passed
func TestNamedResultFixed(t *testing.T) {
	read := make(chan bool)
	func() (out []int) {
		out = make([]int, 1)
		done := make(chan bool)
		go func() {
			out[0] = 1
			close(done)
			_ = len(out)
			close(read)
		}()
		<-done
		return out
	}()
	<-read
}

type slot struct {
	mu sync.Mutex
	n  int
}

type line struct {
	slot
	_ [64 - unsafe.Sizeof(slot{})]byte
}

const lines = 128 / unsafe.Sizeof(line{})

// want: data race
func TestPadding(t *testing.T) {
	var l [lines]line
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Go(func() {
			l[i].mu.Lock()
			defer l[i].mu.Unlock()
			l[0].n++ // race
		})
	}
	wg.Wait()
}

// want: passed
func TestPaddingFixed(t *testing.T) {
	var l [lines]line
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Go(func() {
			l[i].mu.Lock()
			defer l[i].mu.Unlock()
			l[i].n++
		})
	}
	wg.Wait()
	if n := unsafe.Sizeof(l[0]); n != 64 {
		t.Errorf("a line has %d bytes", n)
	}
}

type board struct{ squares *[4]int }

// want: data race
func TestSliceOfArray(t *testing.T) {
	b := &board{new([4]int)}
	var wg sync.WaitGroup
	wg.Go(func() { b.squares[1:][0] = 1 }) // race
	wg.Go(func() { b.squares[0:][1] = 2 }) // race
	wg.Wait()
}

// want: passed
func TestSliceOfArrayFixed(t *testing.T) {
	b := &board{new([4]int)}
	var wg sync.WaitGroup
	wg.Go(func() { b.squares[1:][0] = 1 })
	wg.Go(func() { b.squares[0:][0] = 2 })
	wg.Wait()
}
