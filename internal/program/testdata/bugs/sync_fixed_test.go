package bugs

import (
	"sync"
	"testing"
)

// want: passed 2
func TestAddInsideGoroutineFixed(t *testing.T) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	n := 0
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			n++
		}()
	}
	wg.Wait()
	if n != 2 {
		t.Errorf("%d of 2", n)
	}
}

// want: passed 1
func TestDoneTwiceFixed(t *testing.T) {
	var wg sync.WaitGroup
	wg.Add(1)
	go wg.Done()
	wg.Wait()
}

// want: passed 1
func TestMissingDoneFixed(t *testing.T) {
	var wg sync.WaitGroup
	wg.Add(2)
	for i := range 2 {
		go func() {
			defer wg.Done()
			if i == 1 {
				return
			}
		}()
	}
	wg.Wait()
}

// want: passed 2
func TestLostSignalFixed(t *testing.T) {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	ready := false
	go func() {
		mu.Lock()
		ready = true
		mu.Unlock()
		cond.Signal()
	}()
	mu.Lock()
	for !ready {
		cond.Wait()
	}
	mu.Unlock()
}

func (s *shelf) takeWhenThereIsOne() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.cakes == 0 {
		s.some.Wait()
	}
	s.cakes--
	s.short = s.short || s.cakes < 0
}

// want: passed
func TestCondWithIfFixed(t *testing.T) {
	s := &shelf{}
	s.some = sync.NewCond(&s.mu)
	var wg sync.WaitGroup
	wg.Go(s.takeWhenThereIsOne)
	wg.Go(s.takeWhenThereIsOne)
	put := func() {
		s.mu.Lock()
		s.cakes++
		s.some.Broadcast()
		s.mu.Unlock()
	}
	wg.Go(put)
	wg.Go(put)
	wg.Wait()
	if s.short || s.cakes != 0 {
		t.Error("took a cake that was not there")
	}
}

// want: passed
func TestOnceInItselfFixed(t *testing.T) {
	var once, again sync.Once
	n := 0
	start := func() { once.Do(func() { again.Do(func() { n++ }) }) }
	both(start, start)
	if n != 1 {
		t.Error(n)
	}
}

// want: passed
func TestLoadOrStoreComputesTwiceFixed(t *testing.T) {
	var prices sync.Map
	var mu sync.Mutex
	computed := 0
	price := func() {
		once, _ := prices.LoadOrStore("pie", &sync.Once{})
		once.(*sync.Once).Do(func() {
			mu.Lock()
			defer mu.Unlock()
			computed++
		})
	}
	both(price, price)
	if computed > 1 {
		t.Error("computed twice")
	}
}

// want: passed
func TestPutBeforeUseFixed(t *testing.T) {
	bowls := sync.Pool{New: func() any { return new(int) }}
	use := func() {
		bowl := bowls.Get().(*int)
		*bowl = 7
		bowls.Put(bowl)
	}
	both(use, use)
}

// want: passed 2
func TestToLookForTheLockOfACondTouchesNothingElse(t *testing.T) {
	cond := sync.NewCond(new(sync.Mutex))
	called := false
	both(func() {
		cond.L.Lock()
		for !called {
			cond.Wait()
		}
		cond.L.Unlock()
	}, func() {
		cond.L.Lock()
		called = true
		cond.Signal()
		cond.L.Unlock()
	})
}
