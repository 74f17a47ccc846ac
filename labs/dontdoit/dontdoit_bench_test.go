package dontdoit

import (
	"runtime"
	"sync"
	"testing"
)

const year = 100_000 // sales

var total Day // keeps the compiler from leaving the work out

func BenchmarkSequentialTotal(b *testing.B) {
	roll, _ := sales(year)
	for b.Loop() {
		var day Day
		for _, s := range roll {
			day.Pieces += s.Pieces
			day.Cents += s.Pieces * s.Cents
			day.Sales++
		}
		total = day
	}
}

func BenchmarkTotal(b *testing.B) {
	roll, _ := sales(year)
	for b.Loop() {
		total = roll.Total()
	}
}

// One lock for the day, and as many clerks as processors.
func BenchmarkTotalUnderOneLock(b *testing.B) {
	roll, _ := sales(year)
	clerks := runtime.GOMAXPROCS(0)
	for b.Loop() {
		var mu sync.Mutex
		var day Day
		var atWork sync.WaitGroup
		for c := range clerks {
			atWork.Go(func() {
				for _, s := range roll[c*year/clerks : (c+1)*year/clerks] {
					mu.Lock()
					day.Cents += s.Pieces * s.Cents
					mu.Unlock()
				}
			})
		}
		atWork.Wait()
		total = day
	}
}
