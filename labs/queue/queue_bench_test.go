package queue

import (
	"testing"
	"time"
)

// walk is a delivery. It takes time, but no processor.
func walk(string) { time.Sleep(100 * time.Microsecond) }

const day = 64 // letters

func BenchmarkSequentialDelivery(b *testing.B) {
	for b.Loop() {
		for range day {
			walk("a letter")
		}
	}
}

func BenchmarkDeliveryBy1(b *testing.B) { delivery(b, 1) }
func BenchmarkDeliveryBy4(b *testing.B) { delivery(b, 4) }

func delivery(b *testing.B, carriers int) {
	for b.Loop() {
		post := Open(carriers, 4, walk)
		for range day {
			post.Send("a letter")
		}
		post.Close()
	}
}
