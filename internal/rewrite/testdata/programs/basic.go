package main

import (
	"errors"
	"fmt"
	"sync"
)

type point struct{ x, y int }

type pair struct {
	a, b *point
	m    map[string]int
	s    []int
}

var total, limit = 0, 10

var table = map[string]int{"one": 1}

var names []string

func init() { names = append(names, "first") }
func init() { names = append(names, "second", "third") }

func swap(a, b *int) { *a, *b = *b, *a }

func fail(n int) (v int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	if n > 2 {
		panic("big")
	}
	if n > 1 {
		return n, errors.New("middle")
	}
	return n * 2, nil
}

func main() {
	total++
	total += limit * 2
	limit, total = total, limit
	fmt.Println(total, limit)
	x, y := 1, 2
	swap(&x, &y)
	fmt.Println(x, y)
	p := &pair{a: &point{1, 2}, b: &point{3, 4}, m: map[string]int{}, s: []int{1, 2, 3}}
	p.a, p.b = p.b, p.a
	p.a.x++
	p.m["k"]++
	p.m["k"] += 4
	p.s[1], p.s[2] = p.s[2], p.s[1]
	fmt.Println(*p.a, p.b.x, p.m, p.s)
	for i := range 4 {
		fmt.Println(fail(i))
	}
	v, ok := table["one"]
	w, ok := table["two"]
	fmt.Println(v, w, ok, names)
	var wg sync.WaitGroup
	var mu sync.Mutex
	sum := 0
	for i := 0; i < 5; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			sum += i
		}()
	}
	wg.Wait()
	fmt.Println(sum)
	ch := make(chan int, 2)
	done := make(chan struct{})
	go func(n int) {
		for i := range n {
			ch <- i
		}
		close(ch)
	}(3)
	go func() {
		for v := range ch {
			sum += v
		}
		close(done)
	}()
	<-done
	fmt.Println(sum)
	select {
	case v, ok := <-ch:
		fmt.Println(v, ok)
	case <-done:
		fmt.Println("0 false")
	}
	for {
		if total++; total > 40 {
			break
		}
	}
	fmt.Println(total)
}
