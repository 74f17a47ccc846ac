// Package reflection uses channels whose types it does not know.
package reflection

import (
	"bytes"
	"encoding/gob"
	"math"
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

type plum struct{ Stones int }

// packed returns two kinds of things as package gob packs them, which sees to each kind when
// it meets that first.
func packed(t *testing.T) *bytes.Buffer {
	gob.Register(&plum{})
	gob.Register([]plum{})
	var box bytes.Buffer
	if err := gob.NewEncoder(&box).Encode(map[string]any{"one": &plum{1}, "some": []plum{{1}, {2}}}); err != nil {
		t.Error(err)
	}
	return &box
}

// want: passed
func TestPack(t *testing.T) {
	var things map[string]any
	if err := gob.NewDecoder(packed(t)).Decode(&things); err != nil || len(things) != 2 {
		t.Error(things, err)
	}
}

// want: data race
func TestPackWhileTheyCount(t *testing.T) {
	things := map[string]any{"one": 1, "some": []int{1, 2}}
	var wg sync.WaitGroup
	wg.Go(func() {
		var box bytes.Buffer
		gob.NewEncoder(&box).Encode(things) // race
	})
	wg.Go(func() {
		things["two"] = 2 // race
	})
	wg.Wait()
}

// first returns the first key of a map, which is left to chance.
func first(m map[string]int) string {
	iter := reflect.ValueOf(m).MapRange()
	iter.Next()
	return iter.Key().String()
}

// want: assertion "b came first"
func TestFirstKey(t *testing.T) {
	if k := first(map[string]int{"a": 1, "b": 2}); k != "a" {
		t.Errorf("%s came first", k)
	}
}

// want: assertion "b is first"
func TestFirstOfKeys(t *testing.T) {
	if k := reflect.ValueOf(map[string]int{"a": 1, "b": 2}).MapKeys()[0].String(); k != "a" {
		t.Errorf("%s is first", k)
	}
}

// want: passed
func TestAllKeys(t *testing.T) {
	m := map[string]int{"a": 1, "b": 2, "c": 3}
	sum := 0
	for iter := reflect.ValueOf(m).MapRange(); iter.Next(); {
		sum += int(iter.Value().Int())
		delete(m, "b") // it may have been met
	}
	if sum != 4 && sum != 6 {
		t.Error(sum)
	}
}

// want: passed
func TestKeysThatAreNotThemselves(t *testing.T) {
	m := map[float64]int{math.NaN(): 1, 2: 2}
	sum := 0
	for iter := reflect.ValueOf(m).MapRange(); iter.Next(); {
		sum += int(iter.Value().Int())
	}
	if keys := reflect.ValueOf(m).MapKeys(); sum != 3 || len(keys) != 2 {
		t.Error(sum, keys)
	}
}

// watch waits for the first of many channels that is closed, and returns its number.
func watch(channels []chan int) int {
	var cases []reflect.SelectCase
	for _, c := range channels {
		cases = append(cases, reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c)})
	}
	i, _, _ := reflect.Select(cases)
	return i
}

func hundred() (channels []chan int) {
	for range 100 {
		channels = append(channels, make(chan int))
	}
	return channels
}

// want: passed
func TestWatchesMany(t *testing.T) {
	channels := hundred()
	close(channels[63])
	close(channels[64])
	close(channels[99])
	if i := watch(channels); i != 63 && i != 64 && i != 99 {
		t.Error(i)
	}
}

// want: assertion "the last"
func TestWatchesTheLast(t *testing.T) {
	channels := hundred()
	close(channels[98])
	close(channels[99])
	if watch(channels) == 99 {
		t.Error("the last") // fault
	}
}

// want: deadlock
func TestWatchesInVain(t *testing.T) { watch(hundred()) }
