// Package reflection uses channels whose types it does not know.
package reflection

import (
	"reflect"
	"sync"
	"testing"
)

// merge receives n values from several channels.
func merge(n int, channels ...chan int) (sum int) {
	var cases []reflect.SelectCase
	for _, c := range channels {
		cases = append(cases, reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c)})
	}
	for range n {
		_, v, _ := reflect.Select(cases)
		sum += int(v.Int())
	}
	return sum
}

// want: leak
func TestMerge(t *testing.T) {
	a, b := make(chan int), make(chan int)
	go func() {
		a <- 1
		b <- 2 // stuck
	}()
	merge(1, a, b)
}

// want: passed
func TestMergeFixed(t *testing.T) {
	a, b := make(chan int), make(chan int)
	go func() { a <- 1 }()
	go func() { b <- 2 }()
	if sum := merge(2, a, b); sum != 3 {
		t.Error(sum)
	}
}

// want: assertion "the box was full"
func TestBox(t *testing.T) {
	box := make(chan string, 1)
	v := reflect.ValueOf(box)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			if !v.TrySend(reflect.ValueOf("cake")) {
				t.Error("the box was full")
			}
		})
	}
	wg.Wait()
}

// want: passed
func TestBoxFixed(t *testing.T) {
	box := make(chan string, 2)
	v := reflect.ValueOf(box)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { v.Send(reflect.ValueOf("cake")) })
	}
	wg.Wait()
	if v.Len() != 2 {
		t.Error(v.Len())
	}
	v.Close()
	for range 2 {
		if cake, ok := v.Recv(); !ok || cake.String() != "cake" {
			t.Error(cake, ok)
		}
	}
	if _, ok := v.TryRecv(); ok || len(box) != 0 {
		t.Error("there was another")
	}
}

// want: data race
func TestCall(t *testing.T) {
	n := 0
	add := reflect.ValueOf(func() { n++ }) // race
	var wg sync.WaitGroup
	wg.Go(func() { add.Call(nil) })
	wg.Go(func() { add.Call(nil) })
	wg.Wait()
}

// want: passed
func TestCallFixed(t *testing.T) {
	var mu sync.Mutex
	n := 0
	add := reflect.ValueOf(func() {
		mu.Lock()
		defer mu.Unlock()
		n++
	})
	var wg sync.WaitGroup
	wg.Go(func() { add.Call(nil) })
	wg.Go(func() { add.Call(nil) })
	wg.Wait()
}
