package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"sync/atomic"
)

var verbose = flag.Bool("verbose", false, "")

var (
	counter atomic.Int64
	hooks   [3]func() string
	state   struct {
		sync.RWMutex
		seen map[string]*entry
	}
	nested = func() func() int {
		n := 0
		return func() int { n++; return n }
	}()
	pick = map[bool]func(int) int{
		true:  func(i int) int { return i + total },
		false: func(i int) int { total++; return i },
	}
	total int
	self  fmt.Stringer = &entry{name: "self"}
	_     fmt.Stringer = (*entry)(nil)
	_                  = 1
	lines              = []string{
		"a",
		strings.Repeat(
			"b",
			len(hooks),
		),
	}
)

type entry struct {
	name string
	fmt.Stringer
	next *entry
	kids []*entry
}

func (e *entry) String() string { return "entry " + e.name }

type wrap struct{ *entry }

type byValue struct{ a, b int }

func (v byValue) add(w byValue) byValue { return byValue{v.a + w.a, v.b + w.b} }

type holder[T any] struct {
	items map[string][]T
	on    func(T)
	ch    chan T
}

func (h *holder[T]) put(k string, v T) {
	h.items[k] = append(h.items[k], v)
	if h.on != nil {
		h.on(v)
	}
}

func either[C chan E | <-chan E, E any](a C, b <-chan E) (v E, ok bool) {
	select {
	case v, ok = <-a:
	case v, ok = <-b:
	}
	return
}

func offer[C ~chan E, E any](c C, e E) bool {
	select {
	case c <- e:
		return true
	default:
		return false
	}
}

func sumKids(e *entry) (n int) {
	if e == nil {
		return
	}
	for _, k := range e.kids {
		n += 1 + sumKids(k)
	}
	return n
}

func try(f func()) (err error) {
	defer func() {
		for _, s := range lines {
			if r := recover(); r != nil {
				err = fmt.Errorf("%s: %v", s, r)
				return
			}
		}
	}()
	f()
	return nil
}

func jump(n int) (s string) {
	p := &n
	i := 0
again:
	for ; ; i++ {
		switch {
		case *p > 3 && *p < 15:
			goto done
		case *p == 2:
			*p += 2
			s += "skip "
			goto again
		}
		for range lines {
			if *p++; *p == 2 {
				continue again
			} else if *p > 20 {
				goto done
			}
		}
		s += fmt.Sprint(*p, " ")
	}
done:
	return s + fmt.Sprint(i)
}

func results(deep int) (n int, s string, f func() int) {
	f = func() int { n += 100; return n }
	if deep > 0 {
		n, s, f := results(deep - 1)
		s += "!"
		return n + 1, s, f
	}
	return 1, "s", f
}

func itself() (n int, err error) {
	defer func() { n++ }()
	set := func() error { n, err = 4, nil; return nil }
	if err = set(); err != nil {
		return n, nil
	}
	return n, err
}

func main() {
	fmt.Println(itself())

	flag.Parse()
	state.seen = map[string]*entry{}
	state.Lock()
	state.seen["x"], total = &entry{name: "x"}, 3
	state.seen["x"].next = state.seen["x"]
	state.seen["x"].next.next.name += "y"
	state.Unlock()
	fmt.Println(*verbose, state.seen["x"].name, total, self, lines, nested(), nested())
	w := wrap{&entry{name: "w", kids: []*entry{{name: "k", kids: []*entry{{}}}, {}}}}
	w.Stringer, w.next = self, w.entry
	w.next, w.entry.name = w.entry, w.name+w.next.String()
	fmt.Println(w.name, w.entry.Stringer, w.String(), sumKids(w.next), w.kids[0].kids[0].name == "")
	for i := range hooks {
		hooks[i] = func() string { i++; return fmt.Sprint(i, " ") }
	}
	fmt.Println(hooks[0](), hooks[0](), hooks[2](), pick[true](1), pick[false](2), pick[total == 4](5))
	v := &byValue{1, 2}
	f := v.add
	*v = byValue{10, 20}
	*v, v.b = v.add(f(*v)), 7
	fmt.Println(*v, f(*v))
	var got []string
	h := &holder[string]{items: map[string][]string{}, ch: make(chan string, 1)}
	h.on = func(s string) { got = append(got, s, fmt.Sprint(len(got))) }
	h.put("a", "1")
	h.put("a", "2")
	h.items["a"][0], h.items["b"] = h.items["a"][1], h.items["a"][:1]
	fmt.Println(got, h.items, offer(h.ch, "z"), offer(h.ch, "z"))
	fmt.Println(either(h.ch, nil))
	fmt.Println(try(func() { panic("p") }), try(func() { lines[total] = "" }), try(func() { total++ }), total)
	fmt.Println(jump(0), jump(2), jump(9), jump(19))
	n, s, fn := results(2)
	fmt.Println(n, s, fn(), fn())
	var once sync.Once
	once.Do(func() { counter.Add(2) })
	inc := counter.Add
	inc(3)
	p := &counter
	p.Add(1)
	fmt.Println(counter.Load(), p.CompareAndSwap(6, 7), counter.Load())
	defer func() {
		fmt.Println(recover(), total)
		defer os.Exit(func() int { total = 0; return total }())
	}()
	var arr [4]int
	q := &arr
	for i := range q {
		q[i], q[(i+1)%len(q)] = i, i*i
	}
	x, y := arr[1:3], arr
	x[0], y[0] = 50, 60
	copies := copy(arr[2:], x)
	fmt.Println(arr, x, y, len(q), copies)
	if n := copy(x, arr[:]); n > 1 && func() bool { n++; return n == 3 }() {
		fmt.Println(n, arr)
	}
	switch total = 9; q := any(q).(type) {
	case *[4]int:
		q[3] = total
		func() { q = nil }()
		total += len(q)
	}
	total /= arr[0] - arr[0]
}
