package kernels

import (
	"sync"
	"testing"
)

// These were CockroachDB's, and most of them are about locks.

// want: passed
func TestCockroach584(t *testing.T) { // was: a break that left the lock
	var mu sync.Mutex
	closed := false
	bootstrap := func() {
		for range 2 {
			mu.Lock()
			if closed {
				mu.Unlock()
				break
			}
			mu.Unlock()
		}
	}
	both(bootstrap, func() {
		mu.Lock()
		closed = true
		mu.Unlock()
	})
}

// want: passed
func TestCockroach3710(t *testing.T) { // was: a read lock asked for twice, with a writer in between
	var mu sync.RWMutex
	size := func() {} // "the caller holds mu"
	both(func() {
		mu.RLock()
		defer mu.RUnlock()
		size()
	}, func() {
		mu.Lock()
		defer mu.Unlock()
	})
}

// want: passed
func TestCockroach6181(t *testing.T) { // was: String took the lock that its caller had
	var mu sync.RWMutex
	ranges := map[string]int{"a": 1}
	print := func() int { return len(ranges) }
	both(func() {
		mu.Lock()
		defer mu.Unlock()
		ranges["b"] = 2
		_ = print()
	}, func() {
		mu.RLock()
		defer mu.RUnlock()
		_ = print()
	})
}

// want: passed
func TestCockroach7504(t *testing.T) { // was: two locks in either order
	var table, names sync.Mutex
	release := func() {
		table.Lock()
		dead := true
		table.Unlock()
		if dead {
			names.Lock()
			names.Unlock()
		}
	}
	both(release, func() {
		names.Lock()
		defer names.Unlock()
		table.Lock()
		table.Unlock()
	})
}

// want: passed
func TestCockroach9935(t *testing.T) { // was: exit asked for the lock of the log that its caller had
	var mu sync.Mutex
	exit := func() {
		mu.Lock()
		mu.Unlock()
	}
	write := func(fails bool) {
		mu.Lock()
		mu.Unlock()
		if fails {
			exit()
		}
	}
	both(func() { write(true) }, func() { write(false) })
}

// want: passed
func TestCockroach10214(t *testing.T) { // was: heartbeats were sent under their lock, and took that of the replica
	var raft, beats sync.Mutex
	queue := []int{1}
	both(func() {
		beats.Lock()
		mine := queue
		queue = nil
		beats.Unlock()
		for range mine {
			raft.Lock()
			raft.Unlock()
		}
	}, func() {
		raft.Lock()
		defer raft.Unlock()
		beats.Lock()
		queue = append(queue, 2)
		beats.Unlock()
	})
}

// want: passed
func TestCockroach16167(t *testing.T) { // was: a session asked for the read lock of the configuration again
	var mu sync.RWMutex
	config := 0
	seen := make(chan int, 1)
	both(func() {
		mu.RLock()
		now := config
		mu.RUnlock()
		seen <- now
	}, func() {
		mu.Lock()
		config++
		mu.Unlock()
	})
	<-seen
}
