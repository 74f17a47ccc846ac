package vault

import (
	"runtime"
	"sync"
	"testing"
)

// The secret is the last combination, so every one is tried.
const (
	combinations = 2000
	secret       = combinations - 1
)

func BenchmarkSequentialCrack(b *testing.B) {
	v := Lock(combinations, secret)
	for b.Loop() {
		for c := 0; c < combinations && !v.opens(c); c++ {
		}
	}
}

// As many workers as processors, and one lock that each holds while trying.
func BenchmarkCrackUnderOneLock(b *testing.B) {
	v := Lock(combinations, secret)
	var mu sync.Mutex
	locked := New(combinations, func(c int) bool {
		mu.Lock()
		defer mu.Unlock()
		return v.opens(c)
	})
	crack(b, locked, runtime.GOMAXPROCS(0))
}

func BenchmarkCrackByOne(b *testing.B) { crack(b, Lock(combinations, secret), 1) }
func BenchmarkCrackByAll(b *testing.B) { crack(b, Lock(combinations, secret), runtime.GOMAXPROCS(0)) }
func BenchmarkCrackBy500(b *testing.B) { crack(b, Lock(combinations, secret), 500) }

func crack(b *testing.B, v *Vault, workers int) {
	for b.Loop() {
		v.Crack(workers)
	}
}
