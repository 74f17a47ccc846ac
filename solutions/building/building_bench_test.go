package building

import (
	"testing"
	"time"
)

// knock waits until a door is opened, and keeps no processor busy meanwhile.
func knock(Room) bool {
	time.Sleep(100 * time.Microsecond)
	return false
}

const corridors, doors = 32, 4

func BenchmarkSequentialSearch(b *testing.B) {
	for b.Loop() {
		for corridor := range corridors {
			for door := range doors {
				knock(Room{corridor, door})
			}
		}
	}
}

func BenchmarkSearchWith2(b *testing.B)  { search(b, 2) }
func BenchmarkSearchWith8(b *testing.B)  { search(b, 8) }
func BenchmarkSearchWith32(b *testing.B) { search(b, 32) }

func search(b *testing.B, clones int) {
	for b.Loop() {
		New(corridors, doors, knock).Search(clones)
	}
}
