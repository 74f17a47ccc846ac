package shoemaker

import (
	"testing"
	"time"
)

// sole takes an elf's time, but no processor.
func sole(leather string) string {
	time.Sleep(200 * time.Microsecond)
	return leather
}

const pairs = 48

func BenchmarkSequentialSoles(b *testing.B) {
	pieces := order(pairs)
	for b.Loop() {
		for _, piece := range pieces {
			sole(piece)
		}
	}
}

func BenchmarkSolesBy1Elf(b *testing.B)   { soles(b, 1) }
func BenchmarkSolesBy4Elves(b *testing.B) { soles(b, 4) }
func BenchmarkSolesBy8Elves(b *testing.B) { soles(b, 8) }

// With a hook for every pair nobody ever waits for one.
func soles(b *testing.B, elves int) {
	pieces := order(pairs)
	for b.Loop() {
		night(New(elves, pairs, sole), pieces)
	}
}
