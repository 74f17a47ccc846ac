// Package linked has functions of the run-time that it takes by their names.
package linked

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unsafe"
)

//go:linkname fastrand runtime.fastrand
func fastrand() uint32

//go:linkname nanotime runtime.nanotime
func nanotime() int64

//go:linkname now time.now
func now() (sec int64, nsec int32, mono int64)

//go:linkname procPin runtime.procPin
func procPin() int

//go:linkname procUnpin runtime.procUnpin
func procUnpin()

//go:linkname typehash runtime.typehash
func typehash(t, p unsafe.Pointer, seed uintptr) uintptr

//go:linkname memhash runtime.memhash
func memhash(p unsafe.Pointer, seed, size uintptr) uintptr

type key struct {
	cake string
	box  int
}

func hashOf(k key, seed uintptr) uintptr {
	v := any(k)
	return typehash((*[2]unsafe.Pointer)(unsafe.Pointer(&v))[0], unsafe.Pointer(&k), seed)
}

// table is a map whose order of buckets is another one each time.
type table struct {
	mu      sync.Mutex
	seed    uintptr
	buckets [4][]key
}

func (t *table) add(k key) {
	b := hashOf(k, t.seed) % 4
	t.mu.Lock()
	t.buckets[b] = append(t.buckets[b], k)
	t.mu.Unlock()
}

func (t *table) addWithoutLock(k key) {
	b := hashOf(k, t.seed) % 4
	t.buckets[b] = append(t.buckets[b], k) // race
}

// want: passed
func TestTable(t *testing.T) {
	table := &table{seed: uintptr(fastrand())}
	var wg sync.WaitGroup
	wg.Go(func() { table.add(key{"plum", 1}) })
	wg.Go(func() { table.add(key{"plum", 2}) })
	wg.Wait()
	count := 0
	for _, b := range table.buckets {
		for range b {
			count++
		}
	}
	if count != 2 {
		t.Error(count)
	}
}

// want: data race
func TestTableWithoutLock(t *testing.T) {
	table := &table{seed: uintptr(fastrand())}
	var wg sync.WaitGroup
	wg.Go(func() { table.addWithoutLock(key{"plum", 1}) })
	wg.Go(func() { table.addWithoutLock(key{"plum", 1}) })
	wg.Wait()
}

// want: passed
func TestSameHash(t *testing.T) {
	a, b := [2]byte{1, 2}, [2]byte{1, 2}
	if hashOf(key{"plum", 1}, 5) != hashOf(key{"plum", 1}, 5) || memhash(unsafe.Pointer(&a), 1, 2) != memhash(unsafe.Pointer(&b), 1, 2) {
		t.Error("two hashes of one value")
	}
	if hashOf(key{"plum", 1}, 5) == hashOf(key{"plum", 2}, 5) && hashOf(key{"plum", 1}, 5) == hashOf(key{"nut", 1}, 5) {
		t.Error("one hash of all values")
	}
}

// want: passed
func TestClock(t *testing.T) {
	if began := nanotime(); nanotime() < began {
		t.Error("time goes back")
	}
}

// since is how much time has passed, by another way of reading the clock.
func since(began time.Time) time.Duration {
	sec, nsec, _ := now()
	return time.Unix(sec, int64(nsec)).Sub(began)
}

// want: passed
func TestClockOfTheTimes(t *testing.T) {
	began := time.Now().Round(0)
	time.Sleep(time.Hour)
	if passed := since(began); passed < time.Hour || passed > 2*time.Hour {
		t.Errorf("%v have passed", passed)
	}
}

// want: assertion "1h0m"
func TestClockTellsMore(t *testing.T) {
	began := time.Now().Round(0)
	time.Sleep(time.Hour)
	t.Errorf("%v have passed", since(began))
}

// counter has a count for each processor.
type counter [64]struct{ n atomic.Int64 }

func (c *counter) add() {
	p := procPin()
	c[p%len(c)].n.Add(1)
	procUnpin()
}

// want: passed
func TestCounts(t *testing.T) {
	var c counter
	var both sync.WaitGroup
	both.Go(c.add)
	both.Go(c.add)
	both.Wait()
	sum := int64(0)
	for i := range c {
		sum += c[i].n.Load()
	}
	if sum != 2 {
		t.Error(sum)
	}
}

// want: data race
func TestCountsWithoutAtomics(t *testing.T) {
	var counts [64]int
	var both sync.WaitGroup
	add := func() {
		p := procPin()
		procUnpin()
		counts[p%len(counts)]++ // race
	}
	both.Go(add)
	both.Go(add)
	both.Wait()
}

// hasherOf is the function by which a map hashes its keys, taken out of its type.
func hasherOf[K comparable]() func(p unsafe.Pointer, seed uintptr) uintptr {
	type mapType struct {
		_      [48]byte // what all types have
		_      [3]unsafe.Pointer
		hasher func(p unsafe.Pointer, seed uintptr) uintptr
	}
	m := any(map[K]bool{})
	return (*(**mapType)(unsafe.Pointer(&m))).hasher
}

// want: passed
func TestHashOfAMap(t *testing.T) {
	k := key{"plum", 1}
	if hashOf(k, 5) != hasherOf[key]()(unsafe.Pointer(&k), 5) {
		t.Error("two hashes of one value")
	}
	filled := map[key]int{}
	for n := range 100 {
		filled[key{"plum", n}] = n
	}
	for n := range 100 {
		if filled[key{"plum", n}] != n {
			t.Error("a map lost a key")
		}
	}
}

// want: assertion "the hash is 0x"
func TestHashOfAMapIsTheSame(t *testing.T) {
	k := key{"plum", 1}
	t.Errorf("the hash is %#x", hasherOf[key]()(unsafe.Pointer(&k), 5))
}

// chest is a table that hashes its keys as a map does.
type chest struct {
	mu      sync.Mutex
	hash    func(p unsafe.Pointer, seed uintptr) uintptr
	buckets [4][]key
}

func (c *chest) add(k key, locked bool) {
	b := c.hash(unsafe.Pointer(&k), 5) % 4
	for range b { // the hash says how many steps it makes
		c.mu.Lock()
		c.mu.Unlock()
	}
	if locked {
		c.mu.Lock()
		defer c.mu.Unlock()
	}
	c.buckets[b] = append(c.buckets[b], k) // race
}

func fill(locked bool) {
	c := &chest{hash: hasherOf[key]()}
	var both sync.WaitGroup
	both.Go(func() { c.add(key{"plum", 1}, locked) })
	both.Go(func() { c.add(key{"plum", 1}, locked) })
	both.Wait()
}

// want: passed
func TestChest(t *testing.T) { fill(true) }

// want: data race
func TestChestWithoutLock(t *testing.T) { fill(false) }
