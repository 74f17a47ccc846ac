package search

import (
	"math"
	"runtime"
	"testing"

	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/sync"
)

// Run them as the child runs: GOMAXPROCS=1 GOGC=800 go test -run '^$' -bench . ./internal/search,
// compiled as it is: with -gcflags=racelab/internal/...=-pgoprofile=$PWD/internal/sim/hot.pgo.
// To compare two versions, run the binaries of both (go test -c) in turn, several times.
//
// The yardsticks are programs that other explorers are measured with: two
// goroutines of five loads and stores, three of four lock-protected increments,
// three of two.

func loadsAndStores(tasks, times int) func() {
	return func() {
		n := new(int)
		for range tasks {
			sim.Go(0, func() {
				for range times {
					sim.At(n, 2).Set(sim.Get(n, 1) + 1)
				}
			})
		}
	}
}

func increments(tasks, times int) func() {
	return func() {
		var mu sync.Mutex
		n := 0
		for range tasks {
			sim.Go(0, func() {
				for range times {
					mu.Lock()
					sim.At(&n, 2).Set(sim.Get(&n, 1) + 1)
					mu.Unlock()
				}
			})
		}
	}
}

// pipeline sends three values through two workers.
func pipeline() {
	in, out := sim.Make(make(chan int), 0), sim.Make(make(chan int, 3), 0)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for v := range sim.RangeChan(in, 1) {
				sim.SendTo(out, 2).Send(2 * v)
			}
		})
	}
	for i := range 3 {
		sim.SendTo(in, 3).Send(i)
	}
	sim.Close(in, 4)
	wg.Wait()
}

// yardstick is a program, and whether every access of memory is a scheduling point,
// as in other explorers, or only those that race, as the child runs it.
type yardstick struct {
	body func()
	few  bool
}

// onYardsticks runs bench on every program, in both ways.
func onYardsticks(b *testing.B, bench func(*testing.B, yardstick)) {
	for _, c := range []struct {
		name string
		body func()
	}{
		{"2x5LoadStore", loadsAndStores(2, 5)},
		{"3x4Mutex", increments(3, 4)},
		{"3x2Mutex", increments(3, 2)},
		{"TwoWorkers", pipeline},
	} {
		b.Run(c.name+"/every", func(b *testing.B) { bench(b, yardstick{c.body, false}) })
		b.Run(c.name+"/few", func(b *testing.B) { bench(b, yardstick{c.body, true}) })
	}
}

// limits are those for one search, which may add scheduling points.
func (y yardstick) limits() kernel.Limits {
	l := limits
	if y.few {
		l.Points = &kernel.Points{}
	}
	return l
}

// search tries one schedule after another until n have been tried or s has no more,
// and returns how many executions that took.
func (y yardstick) search(s Searcher, n int) (tried int) {
	l := y.limits()
	for tried < n {
		x := kernel.Execute(y.body, s, l, false)
		tried++
		if x.Refined {
			s.Restart()
		} else if !s.Next(x) {
			break
		}
	}
	return tried
}

// perExecution reports what the executions since start have cost on average.
func perExecution(b *testing.B, start *runtime.MemStats, executions int) {
	var now runtime.MemStats
	runtime.ReadMemStats(&now)
	b.ReportMetric(float64(executions)/b.Elapsed().Seconds(), "executions/s")
	b.ReportMetric(float64(now.Mallocs-start.Mallocs)/float64(executions), "allocs/execution")
}

func BenchmarkRandom(b *testing.B) {
	onYardsticks(b, func(b *testing.B, y yardstick) {
		var start runtime.MemStats
		y.search(NewRandom(1), 100)
		runtime.ReadMemStats(&start)
		b.ResetTimer()
		y.search(NewRandom(1), b.N)
		perExecution(b, &start, b.N)
	})
}

func BenchmarkExhaust(b *testing.B) {
	onYardsticks(b, func(b *testing.B, y yardstick) {
		var start runtime.MemStats
		n := 0
		runtime.ReadMemStats(&start)
		for b.Loop() {
			n += y.search(&DPOR{}, math.MaxInt)
		}
		perExecution(b, &start, n)
		b.ReportMetric(float64(n)/float64(b.N), "executions")
	})
}

// BenchmarkExhaustInParts is what a search costs that parts with jobs, and does them itself.
func BenchmarkExhaustInParts(b *testing.B) {
	onYardsticks(b, func(b *testing.B, y yardstick) {
		n := 0
		for b.Loop() {
			n += y.search(NewParts(200_000, 40_000, nil), math.MaxInt)
		}
		b.ReportMetric(float64(n)/float64(b.N), "executions")
	})
}
