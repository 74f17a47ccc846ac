package bugs

import (
	"slices"
	"sync"
	"testing"
)

// both runs two functions at once and waits for them.
func both(f, g func()) {
	var wg sync.WaitGroup
	wg.Go(f)
	wg.Go(g)
	wg.Wait() // for both
}

var cakes int

func bake() {
	n := cakes    // race
	cakes = n + 1 // race
}

// want: assertion "1 cakes"
func TestLostUpdateOfPackageVariable(t *testing.T) {
	both(bake, bake)
	if cakes != 2 {
		t.Errorf("%d cakes, want 2", cakes) // fault
	}
}

// kind: anonymous function
// want: assertion "1 cakes"
func TestLostUpdateOfCapturedVariable(t *testing.T) {
	n := 0
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { n++ }) // race
	}
	wg.Wait()
	if n != 2 {
		t.Errorf("%d cakes, want 2", n) // fault
	}
}

type shop struct {
	open  bool
	sales int
	till  struct{ coins, notes int }
}

func (s *shop) sell() { s.sales++ } // race

// want: data race
func TestRaceOnField(t *testing.T) {
	s := &shop{}
	both(s.sell, s.sell)
}

// want: passed 1
func TestRaceOnFieldFixed(t *testing.T) {
	s := &shop{}
	both(func() { s.sales++ }, func() { s.till.coins++ })
	if s.sales+s.till.coins != 2 {
		t.Error("lost")
	}
}

// want: data race
func TestStructCopyAgainstField(t *testing.T) {
	s := &shop{}
	both(func() {
		s.till.notes = 5 // race
	}, func() {
		c := *s // race
		_ = c
	})
}

// want: data race
func TestSliceElement(t *testing.T) {
	tray := make([]int, 3)
	both(func() {
		tray[1] = 1 // race
	}, func() {
		tray[1] = 2 // race
	})
}

// want: passed 1
func TestSliceElementFixed(t *testing.T) {
	full := make([]bool, 3)
	var wg sync.WaitGroup
	for i := range full {
		wg.Go(func() { full[i] = true })
	}
	wg.Wait()
	if slices.Contains(full, false) {
		t.Error("one is empty")
	}
}

// want: data race
func TestAppendToShared(t *testing.T) {
	var orders []string
	both(func() {
		orders = append(orders, "pie") // race
	}, func() {
		orders = append(orders, "bun") // race
	})
}

// want: data race
func TestAppendIntoSpareCapacity(t *testing.T) {
	base := make([]int, 1, 4)
	both(func() {
		_ = append(base, 1) // race
	}, func() {
		_ = append(base, 2) // race
	})
}

// want: data race
func TestConcurrentMapWrites(t *testing.T) {
	stock := map[string]int{}
	both(func() {
		stock["pie"] = 1 // race
	}, func() {
		stock["bun"] = 1 // race
	})
}

// want: data race
func TestMapReadAgainstDelete(t *testing.T) {
	stock := map[string]int{"pie": 1}
	both(func() {
		delete(stock, "pie") // race
	}, func() {
		for range stock { // race
		}
	})
}

// want: passed 1
func TestConcurrentMapWritesFixed(t *testing.T) {
	stock := map[string]int{"pie": 1}
	ask := func() {
		if stock["pie"] != 1 {
			t.Error("no pie")
		}
	}
	both(ask, ask)
}

// kind: order violation
// want: data race
func TestResultWithoutWaiting(t *testing.T) {
	var price int
	go func() {
		price = 3 // race
	}()
	if price > 3 { // race
		t.Error("dear")
	}
}

// want: passed 90
func TestThreeTimesTwoLockedIncrements(t *testing.T) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	n := 0
	for range 3 {
		wg.Go(func() {
			for range 2 {
				mu.Lock()
				n++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if n != 6 {
		t.Error("lost")
	}
}
