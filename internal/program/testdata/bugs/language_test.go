package bugs

import (
	"fmt"
	"iter"
	"sync"
	"testing"
)

type box[T any] struct {
	mu    sync.Mutex
	items []T
}

func (b *box[T]) Put(item T) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.items = append(b.items, item)
}

func (b *box[T]) PutFast(item T) {
	b.items = append(b.items, item) // race
}

// want: data race
func TestGenericRace(t *testing.T) {
	var b box[string]
	put := b.PutFast
	both(func() { put("pie") }, func() { put("bun") })
}

// want: passed 2
func TestGenericRaceFixed(t *testing.T) {
	var b box[string]
	put := b.Put
	both(func() { put("pie") }, func() { (*box[string]).Put(&b, "bun") })
	if len(b.items) != 2 {
		t.Error(b.items)
	}
}

// All returns the items, one after the other.
func (b *box[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		b.mu.Lock()
		defer b.mu.Unlock()
		for i, item := range b.items {
			if !yield(i, item) {
				return
			}
		}
	}
}

// want: deadlock
func TestRangeOverFuncHoldsALock(t *testing.T) {
	var b box[int]
	b.Put(1)
	for _, n := range b.All() {
		b.mu.Lock() // stuck
		fmt.Sprint(n)
		b.mu.Unlock()
	}
}

// want: passed 2
func TestRangeOverFuncHoldsALockFixed(t *testing.T) {
	var b box[int]
	both(func() { b.Put(1) }, func() { b.Put(2) })
	sum := 0
	for _, n := range b.All() {
		if n == 7 {
			break
		}
		sum += n
	}
	if sum != 3 {
		t.Error(sum)
	}
}

// want: passed 1
func TestLabels(t *testing.T) {
	c := make(chan int, 9)
	n := 0
loop:
	for i := range 3 {
		for j := 0; ; j++ {
			select {
			case c <- i*10 + j:
				if j == 1 {
					continue loop
				}
			default:
				break loop
			}
			n++
		}
	}
	if n != 3 || len(c) != 6 {
		t.Error(n, len(c))
	}
}

// want: passed 1
func TestDeferOrder(t *testing.T) {
	var order []int
	defer func() {
		if fmt.Sprint(order) != "[2 1 0]" {
			t.Error(order)
		}
	}()
	for i := range 3 {
		defer func() { order = append(order, i) }()
	}
}

// kind: anonymous function
// want: assertion "one for two"
func TestOneVariableForAllGoroutines(t *testing.T) {
	seen := make(chan int, 2)
	var i int
	var wg sync.WaitGroup
	for i = 0; i < 2; i++ { // race
		wg.Go(func() { seen <- i }) // race
	}
	wg.Wait()
	if <-seen+<-seen != 1 {
		t.Error("one for two") // fault
	}
}

// want: passed
func TestOneVariableForAllGoroutinesFixed(t *testing.T) {
	seen := make(chan int, 2)
	var wg sync.WaitGroup
	for i := 0; i < 2; i++ {
		wg.Go(func() { seen <- i })
	}
	wg.Wait()
	if <-seen+<-seen != 1 {
		t.Error("one for two")
	}
}

// want: passed
func TestArgumentsAreEvaluatedByGo(t *testing.T) {
	n := 1
	c := make(chan int)
	go func(n int) { c <- n }(n)
	n = 2
	if got := <-c; got != 1 {
		t.Error(got, n)
	}
}

type pot struct {
	sync.Mutex
	soup int
}

// want: data race
func TestEmbeddedMutexNotTaken(t *testing.T) {
	var p pot
	both(func() {
		p.Lock()
		p.soup++ // race
		p.Unlock()
	}, func() {
		p.soup++ // race
	})
}

// want: data race
func TestInterfaceIsTwoWords(t *testing.T) {
	var err error
	both(func() {
		err = errCold // race
	}, func() {
		_ = err != nil // race
	})
}
