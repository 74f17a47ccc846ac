package search_test

import (
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/search"
	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/sync"
)

// A goroutine that ends by runtime.Goexit, as t.FailNow does it and as the kernel ends who is
// left over, takes nobody with it, whoever has let it go on, and leaves no goroutine behind.
func TestGoexitEndsOneTask(t *testing.T) {
	for _, c := range []struct {
		name  string
		locks bool // and keeps the lock
		left  int
	}{{"by itself", false, 0}, {"left over", true, 3}} {
		t.Run(c.name, func(t *testing.T) {
			var ended int
			body := func() {
				var mu sync.Mutex
				n := new(int)
				for range 4 {
					sim.Go(0, func() {
						defer func() { ended++ }()
						sim.At(n, 1).Set(sim.Get(n, 2) + 1)
						if c.locks {
							mu.Lock()
						}
						sim.At(n, 3).Set(1)
						runtime.Goexit()
					})
				}
			}
			s := search.NewRandom(1)
			execute := func() {
				ended = 0
				x := kernel.Execute(body, s, kernel.Limits{Steps: 1000, Tail: 1000, TailFires: 1}, false)
				s.Next(x)
				assert.Equal(t, 4, ended)
				assert.Len(t, x.Left, c.left)
			}
			execute()
			goroutines := runtime.NumGoroutine()
			for range 2000 {
				execute()
			}
			assert.LessOrEqual(t, runtime.NumGoroutine(), goroutines+4)
		})
	}
}
