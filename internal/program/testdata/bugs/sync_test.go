package bugs

import (
	"sync"
	"testing"
)

// kind: WaitGroup misuse
// want: assertion "0 of 2"
func TestAddInsideGoroutine(t *testing.T) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	n := 0
	for range 2 {
		go func() {
			wg.Add(1) // race
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			n++
		}()
	}
	wg.Wait() // race
	mu.Lock()
	defer mu.Unlock()
	if n != 2 {
		t.Errorf("%d of 2", n) // fault
	}
}

// kind: WaitGroup misuse
// want: panic "negative WaitGroup counter"
func TestDoneTwice(t *testing.T) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		wg.Done()
	}() // fault
	wg.Wait()
}

// kind: WaitGroup misuse
// want: deadlock
func TestMissingDone(t *testing.T) {
	var wg sync.WaitGroup
	wg.Add(2)
	for i := range 2 {
		go func() {
			if i == 1 {
				return
			}
			wg.Done()
		}()
	}
	wg.Wait() // stuck
}

// want: deadlock
func TestLostSignal(t *testing.T) {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	go func() { cond.Signal() }()
	mu.Lock()
	cond.Wait() // stuck
	mu.Unlock()
}

type shelf struct {
	mu    sync.Mutex
	some  *sync.Cond
	cakes int
	short bool
}

func (s *shelf) take() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cakes == 0 {
		s.some.Wait()
	}
	s.cakes--
	s.short = s.short || s.cakes < 0
}

// want: assertion "took a cake that was not there"
func TestCondWithIf(t *testing.T) {
	s := &shelf{}
	s.some = sync.NewCond(&s.mu)
	var wg sync.WaitGroup
	wg.Go(s.take)
	wg.Go(s.take)
	wg.Go(func() {
		s.mu.Lock()
		s.cakes++
		s.some.Broadcast()
		s.mu.Unlock()
	})
	wg.Go(func() {
		s.mu.Lock()
		s.cakes++
		s.some.Broadcast()
		s.mu.Unlock()
	})
	wg.Wait()
	if s.short {
		t.Error("took a cake that was not there") // fault
	}
}

// want: passed
func TestCondWithFor(t *testing.T) {
	var mu sync.Mutex
	some := sync.NewCond(&mu)
	n := 0
	both(func() {
		mu.Lock()
		defer mu.Unlock()
		for n == 0 {
			some.Wait()
		}
		n--
	}, func() {
		mu.Lock()
		defer mu.Unlock()
		n++
		some.Signal()
	})
	if n != 0 {
		t.Error(n)
	}
}

// kind: double lock
// want: deadlock
func TestOnceInItself(t *testing.T) {
	var once sync.Once
	var start func()
	start = func() {
		once.Do(start) // stuck
	}
	once.Do(start)
}

// want: passed 4
func TestOnce(t *testing.T) {
	var once sync.Once
	n := 0
	start := func() {
		once.Do(func() { n++ })
		if n != 1 {
			t.Error(n)
		}
	}
	both(start, start)
}

// want: passed 4
func TestOnceValue(t *testing.T) {
	n := 0
	price := sync.OnceValue(func() int { n++; return n })
	check := func() {
		if price() != 1 {
			t.Error("computed twice")
		}
	}
	both(check, check)
}

// want: assertion "computed twice"
func TestLoadOrStoreComputesTwice(t *testing.T) {
	var prices sync.Map
	var mu sync.Mutex
	computed := 0
	price := func() {
		if _, ok := prices.Load("pie"); ok {
			return
		}
		mu.Lock()
		computed++
		mu.Unlock()
		prices.LoadOrStore("pie", 3)
	}
	both(price, price)
	if computed > 1 {
		t.Error("computed twice") // fault
	}
}

// want: passed
func TestPoolKeepsWhatWasPutFixed(t *testing.T) {
	bowls := sync.Pool{New: func() any { return new(int) }}
	use := func() {
		bowl := bowls.Get().(*int)
		*bowl = 0
		*bowl++
		if *bowl != 1 {
			t.Error("shared")
		}
		bowls.Put(bowl)
	}
	both(use, use)
}

// want: assertion "came out as what was put back; g checks *bowl at sync_test.go:210"
func TestPoolKeepsWhatWasPut(t *testing.T) {
	bowls := sync.Pool{New: func() any { return new(int) }}
	use := func() {
		bowl := bowls.Get().(*int)
		if *bowl != 0 {
			t.Error("not empty") // fault
		}
		*bowl = 7
		bowls.Put(bowl)
	}
	both(use, use)
}

// want: data race
func TestPutBeforeUse(t *testing.T) {
	bowls := sync.Pool{New: func() any { return new(int) }}
	use := func() {
		bowl := bowls.Get().(*int)
		bowls.Put(bowl)
		*bowl = 7 // race
	}
	both(use, use)
}
