package search

import (
	"testing"

	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/sync"
)

// Run them as the child runs: GOMAXPROCS=1 GOGC=800 go test -bench . ./internal/search
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

var benchmarks = []struct {
	name string
	body func()
}{
	{"2x5LoadStore", loadsAndStores(2, 5)},
	{"3x4Mutex", increments(3, 4)},
	{"3x2Mutex", increments(3, 2)},
	{"TwoWorkers", pipeline},
}

func BenchmarkRandom(b *testing.B) {
	for _, c := range benchmarks {
		b.Run(c.name, func(b *testing.B) {
			s := NewRandom(1)
			for b.Loop() {
				s.Next(kernel.Execute(c.body, s, limits, false))
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "schedules/s")
		})
	}
}

func BenchmarkEvery(b *testing.B) {
	for _, c := range benchmarks {
		b.Run(c.name, func(b *testing.B) {
			s := &Every{}
			for b.Loop() {
				kernel.Execute(c.body, s, limits, false)
				if !s.Next() {
					s = &Every{}
				}
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "schedules/s")
		})
	}
}

func BenchmarkExhaust(b *testing.B) {
	for _, c := range benchmarks {
		b.Run(c.name, func(b *testing.B) {
			n := 0
			for b.Loop() {
				n = 1
				for s := (&DPOR{}); s.Next(kernel.Execute(c.body, s, limits, false)); n++ {
				}
			}
			b.ReportMetric(float64(n), "executions")
		})
	}
}
