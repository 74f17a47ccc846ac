// Package setup has all that go test runs beside tests.
package setup

import (
	"fmt"
	"os"
	"sync"
	"testing"
)

// orders is served by a clerk that TestMain puts there for all tests.
var orders chan chan int

func TestMain(m *testing.M) {
	orders = make(chan chan int)
	go func() {
		for n := 1; ; n++ {
			reply := <-orders
			reply <- n
		}
	}()
	os.Exit(m.Run())
}

func order() int {
	reply := make(chan int)
	orders <- reply
	return <-reply
}

// want: assertion "both got 1"
func TestTwoCustomers(t *testing.T) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	first := order()
	wg.Go(func() {
		mu.Lock()
		defer mu.Unlock()
		if n := order() - 1; n == first {
			t.Errorf("both got %d", n)
		}
	})
	wg.Wait()
}

// want: passed
func TestTwoCustomersFixed(t *testing.T) {
	first := order()
	var wg sync.WaitGroup
	wg.Go(func() {
		if n := order(); n == first {
			t.Errorf("both got %d", n)
		}
	})
	wg.Wait()
}

// want: leak
func TestCustomerStays(t *testing.T) {
	reply := make(chan int)
	go func() {
		reply <- 1 // stuck
	}()
	order()
}

// want: passed
func TestCustomerStaysFixed(t *testing.T) {
	reply := make(chan int, 1)
	go func() { reply <- 1 }()
	order()
}

// want: assertion "0 is not half of 1"
func FuzzHalf(f *testing.F) {
	f.Add(2)
	f.Add(1)
	f.Fuzz(func(t *testing.T, n int) {
		if half := n / 2; 2*half != n {
			t.Errorf("%d is not half of %d", half, n)
		}
	})
}

// want: passed
func FuzzHalfFixed(f *testing.F) {
	f.Add(2)
	f.Add(1)
	f.Fuzz(func(t *testing.T, n int) {
		if half := n / 2; 2*half+n%2 != n {
			t.Errorf("%d is not half of %d", half, n)
		}
	})
}

// want: assertion "got:\nserved"
func Example_order() {
	fmt.Println("served")
	// Output: eaten
}

// want: passed
func Example_orderFixed() {
	fmt.Println("served")
	// Output: served
}

func BenchmarkOrder(b *testing.B) {
	for b.Loop() {
		order()
	}
}
