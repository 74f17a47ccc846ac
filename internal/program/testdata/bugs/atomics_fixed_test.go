package bugs

import (
	"sync/atomic"
	"testing"
)

// want: passed
func TestCheckThenActFixed(t *testing.T) {
	var left atomic.Int32
	left.Store(1)
	buy := func() {
		for {
			n := left.Load()
			if n == 0 || left.CompareAndSwap(n, n-1) {
				return
			}
		}
	}
	both(buy, buy)
	if left.Load() < 0 {
		t.Error("oversold")
	}
}

// want: passed 2
func TestAtomicWriteAgainstPlainReadFixed(t *testing.T) {
	var n atomic.Int32
	both(func() { n.Store(1) }, func() { n.Load() })
}

// want: passed
func TestAtomicValueOfTwoTypesFixed(t *testing.T) {
	var v atomic.Value
	v.Store("one")
	both(func() { v.Store("two") }, func() {
		if s := v.Load().(string); s != "one" && s != "two" {
			t.Error(s)
		}
	})
}
