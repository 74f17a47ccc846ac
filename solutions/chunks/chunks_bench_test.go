package chunks

import (
	"runtime"
	"strings"
	"testing"
)

const cakes = 400

// swirl takes work, and nobody waits in it for anything.
func swirl(c Cake) Cake {
	n := uint64(c.Number)
	for range 20_000 {
		n = n*6364136223846793005 + 1442695040888963407
	}
	c.Icing = strings.Repeat("*", 1+int(n>>63))
	return c
}

func BenchmarkSequentialIcing(b *testing.B) {
	for b.Loop() {
		for i := range cakes {
			swirl(Cake{Number: i})
		}
	}
}

func BenchmarkIcingByOne(b *testing.B)   { icing(b, 1) }
func BenchmarkIcingByAll(b *testing.B)   { icing(b, runtime.GOMAXPROCS(0)) }
func BenchmarkIcingByCakes(b *testing.B) { icing(b, cakes) }

func icing(b *testing.B, bakers int) {
	for b.Loop() {
		Lay(cakes, swirl).Ice(bakers)
	}
}
