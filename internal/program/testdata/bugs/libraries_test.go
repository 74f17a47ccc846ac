package bugs

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"
)

// want: data race
func TestSortWhileSomebodyLooks(t *testing.T) {
	scores := []int{3, 1, 2}
	both(func() {
		sort.Ints(scores) // race
	}, func() {
		_ = slices.Max(scores) // race
	})
}

// want: passed 1
func TestSortWhileSomebodyLooksFixed(t *testing.T) {
	scores := []int{3, 1, 2}
	both(func() {
		own := slices.Clone(scores)
		sort.Ints(own)
	}, func() {
		_ = slices.Max(scores)
	})
}

// want: data race
func TestPrintAMapThatChanges(t *testing.T) {
	stock := map[string]int{"pie": 1}
	both(func() {
		stock["bun"] = 2 // race
	}, func() {
		_ = fmt.Sprint(stock) // race
	})
}

// want: passed 2
func TestPrintAMapThatChangesFixed(t *testing.T) {
	var mu sync.Mutex
	stock := map[string]int{"pie": 1}
	both(func() {
		mu.Lock()
		defer mu.Unlock()
		stock["bun"] = 2
	}, func() {
		mu.Lock()
		defer mu.Unlock()
		_ = fmt.Sprint(stock, len(stock))
	})
}

// want: data race
func TestCloneAMapThatChanges(t *testing.T) {
	stock := map[string]int{"pie": 1}
	both(func() {
		maps.Copy(stock, map[string]int{"bun": 2}) // race
	}, func() {
		_ = maps.Clone(stock) // race
	})
}

// want: passed 2
func TestCloneAMapThatChangesFixed(t *testing.T) {
	var mu sync.RWMutex
	stock := map[string]int{"pie": 1}
	both(func() {
		mu.Lock()
		defer mu.Unlock()
		maps.Copy(stock, map[string]int{"bun": 2})
	}, func() {
		mu.RLock()
		defer mu.RUnlock()
		_ = maps.Clone(stock)
	})
}

// want: assertion "not sorted"
func TestKeysAsTheyCome(t *testing.T) {
	names := slices.Collect(maps.Keys(map[string]int{"ann": 1, "bob": 2}))
	if !slices.IsSorted(names) {
		t.Error("not sorted") // fault
	}
}

// want: passed 1
func TestKeysAsTheyComeFixed(t *testing.T) {
	names := slices.Sorted(maps.Keys(map[string]int{"ann": 1, "bob": 2, "cy": 3}))
	if strings.Join(names, " ") != "ann bob cy" {
		t.Error(names)
	}
}

// want: passed 2
func TestCoroutines(t *testing.T) {
	var mu sync.Mutex
	n := 0
	numbers := func(yield func(int) bool) {
		mu.Lock()
		defer mu.Unlock()
		n++
		yield(n)
	}
	take := func() {
		next, stop := iter.Pull(numbers)
		defer stop()
		next()
	}
	both(take, take)
	if n != 2 {
		t.Error(n)
	}
}

// want: passed 2
func TestDeepCoroutines(t *testing.T) {
	var mu sync.Mutex
	n := 0
	var walk func(depth int, yield func(int) bool) bool
	walk = func(depth int, yield func(int) bool) bool {
		if depth > 0 {
			return walk(depth-1, yield)
		}
		mu.Lock()
		defer mu.Unlock()
		n++
		return yield(n)
	}
	take := func() {
		next, stop := iter.Pull(func(yield func(int) bool) { walk(70, yield) })
		defer stop()
		next()
	}
	both(take, take)
	if n != 2 {
		t.Error(n)
	}
}

// want: data race
func TestStringOfBytes(t *testing.T) {
	name := []byte("pie")
	both(func() {
		name[0] = 'l' // race
	}, func() {
		_ = string(name) // race
	})
}

// want: passed 1
func TestStringOfBytesFixed(t *testing.T) {
	name := []byte("pie")
	both(func() {
		own := []byte(string(name))
		own[0] = 'l'
	}, func() {
		_ = string(name)
	})
}
