package bugs

import (
	"sync"
	"testing"
)

var (
	total   = half + half
	half    = compute()
	prices  = map[string]int{"pie": half}
	visits  int
	counter = func() func() int {
		n := 0
		return func() int { n++; return n }
	}()
	started sync.Once
	kitchen sync.Mutex
	closing = make(chan struct{})
)

func compute() int { return 21 }

func init() { visits = 7 }

func init() { prices["bun"] = visits }

// want: passed 2
func TestPackageStartsAfresh(t *testing.T) {
	ran := false
	started.Do(func() { ran = true })
	if !ran || total != 42 || half != 21 || visits != 7 || counter() != 1 || len(prices) != 2 || prices["bun"] != 7 {
		t.Error("left over", ran, total, half, visits, prices)
	}
	close(closing)
	both(func() {
		kitchen.Lock()
		defer kitchen.Unlock()
		total, visits = total+1, visits+1
		prices["tart"]++
	}, func() {
		kitchen.Lock()
		defer kitchen.Unlock()
		half++
		counter()
		delete(prices, "pie")
	})
	kitchen.Lock() // and is never given back
}
