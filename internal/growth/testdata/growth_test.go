package growth

import (
	"sync"
	"testing"
	"time"
)

// mutex has n goroutines increment a number under a lock, k times each.
func mutex(t *testing.T, n, k int) {
	var mu sync.Mutex
	var all sync.WaitGroup
	sum := 0
	for range n {
		all.Go(func() {
			for range k {
				mu.Lock()
				sum++
				mu.Unlock()
			}
		})
	}
	all.Wait()
	if sum != n*k {
		t.Error(sum)
	}
}

// pipeline passes k values through n goroutines, one after the other.
func pipeline(t *testing.T, n, k int) {
	first := make(chan int)
	last := first
	for range n {
		from, to := last, make(chan int)
		last = to
		go func() {
			defer close(to)
			for v := range from {
				to <- v + 1
			}
		}()
	}
	go func() {
		defer close(first)
		for i := range k {
			first <- i
		}
	}()
	want := n
	for v := range last {
		if v != want {
			t.Error(v)
		}
		want++
	}
}

// readers has n goroutines read, k times each, what one more writes once.
func readers(t *testing.T, n, k int) {
	var mu sync.RWMutex
	var all sync.WaitGroup
	value := 0
	for range n {
		all.Go(func() {
			was := 0
			for range k {
				mu.RLock()
				if value < was {
					t.Error(value)
				}
				was = value
				mu.RUnlock()
			}
		})
	}
	mu.Lock()
	value = 1
	mu.Unlock()
	all.Wait()
}

// sleepers has n goroutines sleep equally long, k times each, and count themselves after that.
func sleepers(t *testing.T, n, k int) {
	var mu sync.Mutex
	var all sync.WaitGroup
	awake := 0
	for range n {
		all.Go(func() {
			for range k {
				time.Sleep(time.Second)
				mu.Lock()
				awake++
				mu.Unlock()
			}
		})
	}
	all.Wait()
	if awake != n*k {
		t.Error(awake)
	}
}

// selecting receives k values each of n goroutines, whichever has one.
func selecting(t *testing.T, n, k int) {
	in := [4]chan int{}
	for i := range n {
		in[i] = make(chan int, k)
		go func() {
			for v := range k {
				in[i] <- v
			}
		}()
	}
	sum := 0
	for range n * k {
		select {
		case v := <-in[0]:
			sum += v
		case v := <-in[1]:
			sum += v
		case v := <-in[2]:
			sum += v
		case v := <-in[3]:
			sum += v
		}
	}
	if sum != n*k*(k-1)/2 {
		t.Error(sum)
	}
}
