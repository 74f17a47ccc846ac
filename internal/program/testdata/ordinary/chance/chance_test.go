// Package chance draws what no schedule decides. It has to come out the same
// each time, or nothing could be tried again.
package chance

import (
	"crypto/rand"
	"hash/maphash"
	"math/big"
	numbers "math/rand"
	"sync"
	"sync/atomic"
	"testing"
	"testing/quick"
)

// seldom runs two goroutines if bit is set.
func seldom(bit bool, each func()) {
	if !bit {
		return
	}
	var wg sync.WaitGroup
	wg.Go(each)
	wg.Go(each)
	wg.Wait()
}

// want: data race
func TestBytes(t *testing.T) {
	n := 0
	for range 64 {
		var b [1]byte
		if _, err := rand.Read(b[:]); err != nil {
			t.Fatal(err)
		}
		seldom(b[0]&63 == 0, func() { n++ }) // race
	}
}

// want: passed
func TestBytesFixed(t *testing.T) {
	n, err := rand.Int(rand.Reader, big.NewInt(1000))
	if err != nil {
		t.Fatal(err)
	}
	seldom(n.Bit(0) == 0, func() {})
	seldom(rand.Text()[0]&1 == 0, func() {})
}

type key struct {
	name string
	n    int
}

// want: assertion "different"
func TestHash(t *testing.T) {
	a, b := maphash.MakeSeed(), maphash.MakeSeed()
	if maphash.Comparable(a, key{"a", 1}) != maphash.Comparable(b, key{"a", 1}) {
		t.Error("different")
	}
}

// want: passed
func TestHashFixed(t *testing.T) {
	var h maphash.Hash
	if _, err := h.WriteString("a"); err != nil {
		t.Error(err)
	}
	seldom(h.Sum64()&1 == 0, func() {})
	if h.Sum64() != maphash.String(h.Seed(), "a") {
		t.Error("different")
	}
	seed := maphash.MakeSeed()
	if maphash.Comparable(seed, key{"a", 1}) != maphash.Comparable(seed, key{"a", 1}) {
		t.Error("different")
	}
}

// want: assertion "#"
func TestQuick(t *testing.T) {
	if err := quick.Check(func(n int8) bool { return n > -100 }, nil); err != nil {
		t.Error(err)
	}
}

// want: passed
func TestQuickFixed(t *testing.T) {
	if err := quick.Check(func(n int8) bool { seldom(n == 3, func() {}); return n >= -128 }, nil); err != nil {
		t.Error(err)
	}
}

// want: passed
func TestSeeded(t *testing.T) {
	numbers.Seed(7)
	var both sync.WaitGroup
	both.Go(func() { numbers.Int63() })
	both.Go(func() { numbers.Read(make([]byte, 3)) })
	both.Wait()
	numbers.Seed(8)
}

// want: data race
func TestSeededForOne(t *testing.T) {
	mine := numbers.New(numbers.NewSource(7))
	var both sync.WaitGroup
	both.Go(func() { mine.Int63() }) // race
	both.Go(func() { mine.Int63() }) // race
	both.Wait()
}

// seats has one that is free.
func seats() *[50]atomic.Bool {
	var free [50]atomic.Bool
	free[7].Store(true)
	return &free
}

// sit tries one seat after the other until it has a free one.
func sit(free *[50]atomic.Bool) int {
	for {
		if i := numbers.Intn(len(free)); free[i].Load() {
			return i
		}
	}
}

// want: passed
func TestSits(t *testing.T) {
	free := seats()
	var one sync.WaitGroup
	one.Go(func() {
		if sit(free) != 7 {
			t.Error("somebody sits there")
		}
	})
	one.Wait()
}

// want: data race
func TestSitsOnOneSeat(t *testing.T) {
	free, sits := seats(), [50]bool{}
	var both sync.WaitGroup
	both.Go(func() { sits[sit(free)] = true }) // race
	both.Go(func() { sits[sit(free)] = true }) // race
	both.Wait()
}
