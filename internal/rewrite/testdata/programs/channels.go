package main

import (
	"fmt"
	"sort"
	"sync"
	"time"
)

type signal chan struct{}

type event[T any] struct {
	c   chan T
	val T
	ok  bool
}

type named bool

var (
	results = make(chan string, 100)
	never   chan int
	wg      sync.WaitGroup
	mu      sync.Mutex
	log     []string
	last    int
	more    named
	box     = &event[int]{c: make(chan int, 3)}
	idx     = map[string]int{}
)

func say(s string, n ...any) {
	mu.Lock()
	defer mu.Unlock()
	log = append(log, fmt.Sprintln(append([]any{s}, n...)...))
}

func order(s string, n int) int { fmt.Println("eval", s); return n }

type worker struct{ id int }

func (w worker) run(n int)      { defer wg.Done(); say("worker", w.id, n) }
func (w *worker) move(n ...int) { defer wg.Done(); w.id += len(n) }
func (w worker) get() int       { return w.id }

func multi() (string, int)        { return "multi", 7 }
func take(s string, n int)        { defer wg.Done(); say("take", s, n) }
func variadic(p string, v ...any) { defer wg.Done(); say(p, v...) }
func floats(f float64, b named)   { defer wg.Done(); say("floats", f, b) }
func generic[T any](v T)          { defer wg.Done(); say("generic", fmt.Sprintf("%T", v)) }
func plain()                      { defer wg.Done(); say("plain") }
func result() int                 { defer wg.Done(); say("result"); return 1 }

func forever() int {
	select {}
}

func terminates(a, b chan int) int {
	select {
	case v := <-a:
		return v
	case b <- 1:
		return -1
	}
}

func pump[C ~chan E, E any](in C, vs ...E) (out []E) {
	go func() {
		for _, v := range vs {
			in <- v
		}
		close(in)
	}()
	for v := range in {
		out = append(out, v)
	}
	_, ok := <-in
	fmt.Println(ok, len(in), cap(in))
	return out
}

func pipe(in <-chan int, out chan<- int) {
	defer close(out)
	for {
		v, ok := <-in
		if !ok {
			return
		}
		out <- v * 2
	}
}

func main() {
	for i := range 3 {
		wg.Add(1)
		go worker{i}.run(i * 10)
	}
	w := &worker{5}
	wg.Add(11)
	go w.run(1)
	w.id = 6
	go w.move(1, 2, w.get())
	go take(multi())
	go variadic("v", 1, nil, "x")
	go variadic("w", []any{1, 2}...)
	go floats(1, last == 0)
	go generic(last)
	go generic("s")
	go generic[any](nil)
	go plain()
	go result()
	wg.Add(3)
	f := func(s string) { defer wg.Done(); say(s) }
	go f("before")
	f = nil
	go func(a, b int, s string) {
		defer wg.Done()
		say(s, a, b)
	}(order("a", 1),
		order("b", 2),
		"two",
	)
	go func() int {
		defer wg.Done()
		return 1
	}()
	wg.Add(1)
	go func() { defer wg.Done(); defer func() { say("rec", recover()) }(); panic("boom") }()
	wg.Wait()
	sort.Strings(log)
	fmt.Print(log)
	fmt.Println(w.id)

	a, b := make(chan int, 1), make(chan int)
	go close(b)
	<-b
	go print()
	m := map[string]int{"a": 1}
	done := make(signal)
	go func() { delete(m, "a"); done <- struct{}{} }()
	<-done
	fmt.Println(len(m), pump(make(chan string, 1), "x", "y"), pump(make(signal), struct{}{}))

	b = make(chan int, 1)
	for i := range 4 {
		select {
		case a <- order("send", i):
			fmt.Println("sent", i)
		case last = <-a:
			fmt.Println("got", last)
		}
	}
	select {
	case never <- 1:
	case v := <-never:
		fmt.Println(v)
	default:
		fmt.Println("default")
	}
	box.c <- 4
	close(box.c)
	for range 2 {
		select {
		case box.val, box.ok = <-box.c:
			fmt.Println(box.val, box.ok)
		case <-done:
		}
	}
	select {
	case idx["k"], more = <-box.c:
		fmt.Println(idx, more)
	}
	box.val, more = <-box.c
	_, _ = <-box.c
	var x, y = <-box.c
	fmt.Println(box.val, more, x, y)
	select {
	case v, ok := (<-box.c):
		fmt.Println(v, ok)
	case <-time.After(time.Hour):
		fmt.Println("late")
	}
	fmt.Println(terminates(make(chan int), make(chan int, 1)))
	n := 0
loop:
	for {
		select {
		case _, ok := <-box.c:
			n++
			if n > 3 {
				break loop
			}
			if n == 2 {
				continue loop
			}
			if !ok {
				break
			}
			fmt.Println("not here")
		}
		fmt.Println("after", n)
	}
inner:
	select {
	default:
		if n > 0 {
			break inner
		}
		fmt.Println("not here")
	}
	select {
	case func() chan int {
		a = make(chan int, 1)
		return a
	}() <- func() int {
		return 3
	}():
		fmt.Println("multi-line", <-a)
	}
	in, out := make(chan int), make(chan int)
	go pipe(in, out)
	go func() {
		defer close(in)
		for i := range 3 {
			in <- i
		}
	}()
	for v := range out {
		last += v
	}
	var arr [2]chan int
	for i := range arr {
		arr[i] = make(chan int, 1)
		arr[i] <- i
	}
	var ro <-chan int = arr[0]
	so := (chan<- int)(arr[1])
	fmt.Println(last, <-ro+<-arr[1], len(ro), cap(so), len(so))
	cc := make(chan chan int, 1)
	cc <- make(chan int, 1)
	c := <-cc
	c <- 1
	cc <- c
	fmt.Println(<-<-cc)
	var e any = make(chan error, 1)
	e.(chan error) <- nil
	fmt.Println(<-e.(chan error))
	spin := 0
	go func() {
		mu.Lock()
		spin = 1
		mu.Unlock()
	}()
	for {
		mu.Lock()
		if spin == 1 {
			mu.Unlock()
			break
		}
		mu.Unlock()
		if spin := 2; spin == 2 {
			continue
		}
	}
	var once sync.Once
	for ; n > 100; once.Do(func() {}) {
	}
	defer fmt.Println("deferred", last)
	defer func(n int) { fmt.Println("deferred", n, last) }(last)
	last = -1
	for v := range seq(3) {
		defer fmt.Println("in range", v)
		if v == 1 {
			return
		}
	}
}

func seq(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n && yield(i); i++ {
		}
	}
}
