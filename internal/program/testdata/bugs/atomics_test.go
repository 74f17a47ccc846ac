package bugs

import (
	"sync"
	"sync/atomic"
	"testing"
)

// kind: atomicity
// want: assertion "oversold"
func TestCheckThenAct(t *testing.T) {
	var left atomic.Int32
	left.Store(1)
	buy := func() {
		if left.Load() > 0 {
			left.Add(-1)
		}
	}
	both(buy, buy)
	if left.Load() < 0 {
		t.Error("oversold") // fault
	}
}

// kind: atomicity
// want: assertion "lost"
func TestLoadThenStore(t *testing.T) {
	var n atomic.Int64
	inc := func() { n.Store(n.Load() + 1) }
	both(inc, inc)
	if n.Load() != 2 {
		t.Error("lost") // fault
	}
}

// want: passed 4
func TestLoadThenStoreFixed(t *testing.T) {
	var n atomic.Int64
	inc := func() {
		for {
			old := n.Load()
			if n.CompareAndSwap(old, old+1) {
				return
			}
		}
	}
	both(inc, inc)
	if n.Load() != 2 {
		t.Error("lost")
	}
}

// want: passed 6
func TestThreeAdds(t *testing.T) {
	var n int32
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { atomic.AddInt32(&n, 1) })
	}
	wg.Wait()
	if atomic.LoadInt32(&n) != 3 {
		t.Error("lost")
	}
}

// want: data race
func TestAtomicWriteAgainstPlainRead(t *testing.T) {
	var n int32
	both(func() {
		atomic.StoreInt32(&n, 1) // race
	}, func() {
		_ = n // race
	})
}

// want: passed 2
func TestFlagBeforeValueFixed(t *testing.T) {
	var ready atomic.Bool
	price := 0
	both(func() {
		price = 3
		ready.Store(true)
	}, func() {
		if ready.Load() && price != 3 {
			t.Error("not published")
		}
	})
}

// kind: order violation
// want: data race
func TestFlagBeforeValue(t *testing.T) {
	var ready atomic.Bool
	price := 0
	both(func() {
		ready.Store(true)
		price = 3 // race
	}, func() {
		if ready.Load() {
			_ = price // race
		}
	})
}

// want: passed 2
func TestAtomicPointer(t *testing.T) {
	type menu struct{ pie, bun int }
	var current atomic.Pointer[menu]
	current.Store(&menu{1, 1})
	both(func() {
		current.Store(&menu{2, 2})
	}, func() {
		if m := current.Load(); m.pie != m.bun {
			t.Error("torn")
		}
	})
}

// want: panic "inconsistently typed"
func TestAtomicValueOfTwoTypes(t *testing.T) {
	var v atomic.Value
	v.Store(1)
	v.Store("one") // fault
}
