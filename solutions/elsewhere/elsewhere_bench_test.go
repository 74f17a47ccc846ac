package elsewhere

import (
	"io"
	"strings"
	"sync"
	"testing"
)

// The same small order four times: here, in goroutines, in other processes one
// after the other, and in four at the same time.
const (
	orders = 4
	small  = 1000
)

func here() string {
	var basket strings.Builder
	io.WriteString(&basket, text("cake", small))
	return basket.String()
}

func BenchmarkSequentialHere(b *testing.B) {
	for b.Loop() {
		for range orders {
			here()
		}
	}
}

func BenchmarkGoroutines(b *testing.B) {
	for b.Loop() {
		var all sync.WaitGroup
		for range orders {
			all.Go(func() { here() })
		}
		all.Wait()
	}
}

func BenchmarkProcessesOneByOne(b *testing.B) {
	for b.Loop() {
		for range orders {
			Ask(house(b, "cakes 1000"))
		}
	}
}

func BenchmarkProcessesAtOnce(b *testing.B) {
	for b.Loop() {
		var all sync.WaitGroup
		for range orders {
			cmd := house(b, "cakes 1000")
			all.Go(func() { Ask(cmd) })
		}
		all.Wait()
	}
}
