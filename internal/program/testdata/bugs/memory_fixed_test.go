package bugs

import (
	"sync"
	"sync/atomic"
	"testing"
)

// want: passed 2
func TestLostUpdateOfPackageVariableFixed(t *testing.T) {
	bake := func() {
		kitchen.Lock()
		defer kitchen.Unlock()
		bake()
	}
	both(bake, bake)
	if cakes != 2 {
		t.Errorf("%d cakes, want 2", cakes)
	}
}

// want: passed 2
func TestLostUpdateOfCapturedVariableFixed(t *testing.T) {
	var n atomic.Int32
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { n.Add(1) })
	}
	wg.Wait()
	if n.Load() != 2 {
		t.Errorf("%d cakes, want 2", n.Load())
	}
}

// want: passed 1
func TestStructCopyAgainstFieldFixed(t *testing.T) {
	s := &shop{}
	both(func() {
		c := *s
		c.till.notes = 5
	}, func() {
		c := *s
		_ = c
	})
}

// want: passed
func TestAppendToSharedFixed(t *testing.T) {
	orders := make(chan string)
	var all []string
	go func() {
		defer close(orders)
		both(func() { orders <- "pie" }, func() { orders <- "bun" })
	}()
	for order := range orders {
		all = append(all, order)
	}
	if len(all) != 2 {
		t.Error(all)
	}
}

// want: passed 1
func TestAppendIntoSpareCapacityFixed(t *testing.T) {
	base := make([]int, 1, 4)
	both(func() {
		_ = append(base[:1:1], 1)
	}, func() {
		_ = append(base[:1:1], 2)
	})
}

// want: passed 2
func TestMapReadAgainstDeleteFixed(t *testing.T) {
	var mu sync.RWMutex
	stock := map[string]int{"pie": 1}
	both(func() {
		mu.Lock()
		defer mu.Unlock()
		delete(stock, "pie")
	}, func() {
		mu.RLock()
		defer mu.RUnlock()
		for range stock {
		}
	})
}

// want: passed
func TestResultWithoutWaitingFixed(t *testing.T) {
	var price int
	done := make(chan bool)
	go func() {
		defer close(done)
		price = 3
	}()
	<-done
	if price > 3 {
		t.Error("dear")
	}
}
