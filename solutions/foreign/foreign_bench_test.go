//go:build cgo

package foreign

import (
	"fmt"
	"testing"
)

var torn string // keeps the compiler from leaving the work out

func BenchmarkSequentialInGo(b *testing.B) {
	for b.Loop() {
		torn = fmt.Sprintf("%d.%02d", 4, 50)
	}
}

func BenchmarkSequentialForeign(b *testing.B) {
	p := New(func() {})
	for b.Loop() {
		torn = p.Price(450)
	}
}

func BenchmarkForeignAtOnce(b *testing.B) {
	p := New(func() {})
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			p.Price(450)
		}
	})
}
