package bugs

import (
	"sync"
	"testing"
)

type bell struct{ ring chan bool }

// kind: order violation
// want: panic "nil pointer dereference"
func TestUsedBeforeItIsThere(t *testing.T) {
	var mu sync.Mutex
	var b *bell
	both(func() {
		mu.Lock()
		defer mu.Unlock()
		b = &bell{make(chan bool, 1)}
	}, func() {
		mu.Lock()
		defer mu.Unlock()
		b.ring <- true // fault
	})
}

// want: passed
func TestUsedBeforeItIsThereFixed(t *testing.T) {
	b := &bell{make(chan bool, 1)}
	var mu sync.Mutex
	both(func() {
		mu.Lock()
		defer mu.Unlock()
		b.ring = make(chan bool, 1)
	}, func() {
		mu.Lock()
		defer mu.Unlock()
		b.ring <- true
	})
}

// kind: order violation
// want: assertion "closed before the last order"
func TestClosedBeforeTheLastOrder(t *testing.T) {
	orders, closing := make(chan int, 1), make(chan bool, 1)
	served := 0
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			select {
			case <-orders:
				served++
			case <-closing:
				return
			}
		}
	})
	orders <- 1
	closing <- true
	wg.Wait()
	if served != 1 {
		t.Error("closed before the last order") // fault
	}
}

// want: passed
func TestClosedBeforeTheLastOrderFixed(t *testing.T) {
	orders := make(chan int, 1)
	served := 0
	var wg sync.WaitGroup
	wg.Go(func() {
		for range orders {
			served++
		}
	})
	orders <- 1
	close(orders)
	wg.Wait()
	if served != 1 {
		t.Error("closed before the last order")
	}
}

// kind: atomicity
// want: assertion "two of the last cake"
func TestLockedTwice(t *testing.T) {
	var mu sync.Mutex
	left, sold := 1, 0
	buy := func() {
		mu.Lock()
		some := left > 0
		mu.Unlock()
		if some {
			mu.Lock()
			left--
			sold++
			mu.Unlock()
		}
	}
	both(buy, buy)
	if sold > 1 {
		t.Error("two of the last cake") // fault
	}
}

// want: passed 2
func TestLockedTwiceFixed(t *testing.T) {
	var mu sync.Mutex
	left, sold := 1, 0
	buy := func() {
		mu.Lock()
		defer mu.Unlock()
		if left > 0 {
			left--
			sold++
		}
	}
	both(buy, buy)
	if sold > 1 {
		t.Error("two of the last cake")
	}
}

// kind: anonymous function
// want: assertion "the other one's"
func TestParallelSubtestsShareAVariable(t *testing.T) {
	var wanted string
	for _, name := range []string{"pie", "bun"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wanted = name       // race
			if wanted != name { // race
				t.Error("the other one's") // fault
			}
		})
	}
}

// want: passed
func TestParallelSubtestsShareAVariableFixed(t *testing.T) {
	for _, name := range []string{"pie", "bun"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wanted := name
			if wanted != name {
				t.Error(wanted)
			}
		})
	}
}
