package main

import (
	"cmp"
	"errors"
	"fmt"
	. "strings"
	"sync"
	"unsafe"
)

const (
	A = iota
	B
	C
)

type flag bool

type inner struct{ n, m int }

func (i inner) Value() int { return i.n }
func (i *inner) Inc() int  { i.n++; return i.n }

type outer struct {
	*inner
	name string
	arr  [3]int
	fn   func(int) int
	any  interface{}
}

type deep struct {
	outer
	sync.Mutex
	next *deep
}

type number interface{ ~int | ~float64 }

func sum[T number](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return
}

type list[T any] struct {
	head *node[T]
	size int
}

type node[T any] struct {
	v    T
	next *node[T]
}

func (l *list[T]) push(v T) *list[T] {
	l.head = &node[T]{v, l.head}
	l.size++
	return l
}

func (l *list[T]) all() func(func(int, T) bool) {
	return func(yield func(int, T) bool) {
		i := 0
		for n := l.head; n != nil; n = n.next {
			if !yield(i, n.v) {
				return
			}
			i++
		}
	}
}

func setAll[M ~map[K]V, K comparable, V any](m M, v V, keys ...K) M {
	for _, k := range keys {
		m[k] = v
	}
	delete(m, keys[0])
	return m
}

func elem[S ~[]E, E cmp.Ordered](s S, i int) (E, S) {
	s[i], s[0] = s[0], s[i]
	s = append(s, s[i])
	return s[i], s
}

func bytesOf[T ~string | ~[]byte](b []byte, t T) []byte { return append(b, t...) }

func first[T ~[]int | ~[2]int](t T) int { return t[0] }

var (
	g1     = g2 + 1
	g2     = f2()
	g3, g4 = two()
	_      = note("blank")
	notes  []string
	cnt    int
	d           = &deep{outer: outer{inner: &inner{1, 2}, name: "d", fn: func(i int) int { return i + cnt }}}
	shift  uint = 3
	ptr    *int
	grid   [2][2]int
	fib    func(int) int
	flagOK flag
	anon   = struct {
		a int
		b string
	}{1, "anon"}
	table = []struct {
		f    func(*inner) int
		want string
	}{{(*inner).Inc, "inc"}, {func(i *inner) int { return i.m * cnt }, "m"}}
	matrix = map[string]map[string][]int{"x": {"y": {1, 2, 3}}}
	iface  any
	err    error
	str         = "héllo"
	b8     byte = 250
	f64    float64
)

func f2() int           { return 41 }
func two() (int, int)   { return g1, g2 }
func note(s string) int { notes = append(notes, s); return len(notes) }

func init() { cnt = 100 }

func named() (n int, err error) {
	defer func() {
		n *= 2
		if r := recover(); r != nil {
			err = fmt.Errorf("caught %v", r)
		}
	}()
	{
		n := 5
		if cnt > 1000 {
			return n, nil
		}
		if cnt > 500 {
			panic("p")
		}
	}
	return 21, errors.New("e")
}

func pass() (a int, b string, err error) {
	keep(&a)
	return triple()
}

func shadow() (r flag, x any, f float64) {
	keep(&r)
	keep(&x)
	keep(&f)
	return cnt > 3, nil, 1 << 2
}

func keep(any)                        {}
func triple() (int, string, error)    { return 1, "two", nil }
func args(a ...any) string            { return fmt.Sprint(a...) }
func spread(a int, b string, e error) { fmt.Println("spread", a, b, e) }

func labels() (out []int) {
	i := 0
loop:
	if i < 3 {
		out = append(out, i)
		i++
		goto loop
	}
outer:
	for i := range 4 {
		for j := 0; ; j++ {
			switch {
			case j == 2:
				continue outer
			case i == 2:
				break outer
			}
			cnt++
			out = append(out, i*10+j)
		}
	}
	return out
}

func closures() (fs []func() int) {
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
		if i == 1 {
			i++
		}
	}
	return
}

func typeSwitch(v any) string {
	switch x := v.(type) {
	case nil:
		return "nil"
	case int, int64:
		return fmt.Sprint("int ", x)
	case *inner:
		f := func() { x = &inner{9, 9} }
		f()
		return fmt.Sprint("inner ", x.n)
	case error:
		return x.Error()
	}
	switch iface = v; v := v.(type) {
	case string:
		return ToUpper(v)
	}
	return "?"
}

func main() {
	fmt.Println(A, B, C, g1, g2, g3, g4, cnt)
	fmt.Println(named())
	cnt += 500
	fmt.Println(named())
	cnt -= 500
	fmt.Println(pass())
	fmt.Println(shadow())
	spread(triple())

	// embedded pointers and promoted methods
	d.n++
	d.inner.m += d.Inc()
	d.outer.arr[d.n%3]++
	d.Lock()
	d.Unlock()
	fmt.Println(d.Value(), d.n, d.m, d.arr, d.outer.inner.n, d.fn(1))
	v, inc := d.Value, d.Inc
	d.n = 50
	fmt.Println(v(), inc(), d.Value(), inner.Value(*d.inner), (*inner).Inc(d.inner))
	d.next = &deep{}
	d.next.outer = d.outer
	d.next.inner, d.next.name = &inner{}, "next"
	old := d
	d, d.next = d.next, d
	fmt.Println(d.name, d.next == nil, d.n, old.next == old)
	d, d.next = old, d
	d, d.next = d.next, d
	d.next = old
	copied := *d.next.inner
	copied.n = -1
	fmt.Println(copied, d.inner)

	// tuples, comma ok, blanks
	m := map[string]int{"a": 1}
	x, ok := m["a"]
	pm := &m
	(*pm)["b"], x = x, 7
	_, flagOK = m["zz"]
	iface, flagOK = m["a"]
	fmt.Println(m, x, ok, flagOK, iface)
	_, err = fmt.Sscan("12", &x)
	y, err := fmt.Sscan("13 z", &x)
	fmt.Println(x, y, err)
	iface, err = 3, nil
	n, ok := iface.(int)
	s, ok := iface.(string)
	fmt.Println(n, s, ok, iface, err)
	grid[0], grid[1] = [2]int{1, 2}, grid[0]
	grid[1][0], grid[0][1] = grid[0][1], grid[1][0]
	fmt.Println(grid, len(grid), grid[1:], len(grid[0]))
	for i := range grid {
		for j, v := range grid[i] {
			grid[i][j] = v * v
		}
	}
	fmt.Println(grid)
	row := &grid[0]
	for i, v := range row {
		row[i] = v + 1
	}
	for i := range row {
		row[i] <<= shift
	}
	fmt.Println(*row, row[1], row[:1], cap(row))

	// constants, shifts and untyped values
	f64 = 1 << 3
	f64 += 1
	ptr = nil
	var i64 int64 = 1 << shift
	b8 += 10
	b8 &^= 1
	var u8 uint8 = 1<<shift + 1
	pi := &i64
	*pi <<= shift
	*pi |= 1
	fmt.Println(f64, ptr == nil, i64, b8, u8, 1<<shift == 8, unsafe.Sizeof(d.outer.arr), str[1], len(str))
	iface = 1 << shift
	flagOK = cnt > 3
	ff := &flagOK
	*ff, iface = cnt > 3, cnt < 3
	fmt.Println(iface, *ff)

	// slices and append
	type four *[4]int
	var quad struct{ a four }
	quad.a = &[4]int{1, 2, 3, 4}
	pq := &quad
	for i, v := range pq.a {
		pq.a[i] = v * v
	}
	fmt.Println(pq.a[1:], len(pq.a[:2]), cap(pq.a[1:2:3]))
	sl := make([]int, 2, 5)
	al := sl[:3]
	sl = append(sl, 9, cnt)
	fmt.Println(al, sl, len(sl), cap(sl))
	sl = append(sl[:1], sl[2:]...)
	bs := append([]byte("ab"), "cd"...)
	bs = append(bs, str...)
	bs = bytesOf(bytesOf(bs, "x"), []byte{'y'})
	fmt.Println(sl, string(bs), copy(bs, "ZZ"), copy(bs[2:], bs), string(bs))
	anys := append([]any{}, 1, "a", nil, sl)
	anys = append(anys, anys...)
	clear(sl)
	fmt.Println(anys, sl, min(cnt, 3), max(1.5, f64), first([]int{5}), first([2]int{6}))
	errs := append([]error(nil), errors.New("x"), nil)
	fmt.Println(errs, errs[0] != nil && errs[1] == nil)
	type local struct{ a, b int }
	ls := []local{{1, 2}, {3, 4}}
	for i, l := range ls {
		l.a = 100
		ls[i].b += l.a
	}
	lp := []*local{{1, 2}, {b: cnt}}
	lp[0].a, lp[1].a = lp[1].b, lp[0].b
	mm := map[local]string{{1, 2}: "k", {a: cnt}: str}
	fmt.Println(ls, *lp[0], *lp[1], mm[local{1, 2}], len(mm))

	// maps
	matrix["x"]["y"][1]++
	matrix["z"] = map[string][]int{}
	matrix["z"]["w"] = append(matrix["z"]["w"], 1, 2)
	delete(matrix["x"], "none")
	fmt.Println(matrix, len(matrix["z"]))
	ma := map[any]int{1: 1, "a": 2}
	ma[1]++
	ma["a"] += cnt
	ma[nil] = 5
	delete(ma, 1)
	fmt.Println(len(ma), ma["a"], ma[nil], setAll(map[string]int{"q": 1}, 4, "q", "r"))
	keys := 0
	for k := range matrix {
		keys += len(k)
	}
	for range matrix {
		keys++
	}
	clear(matrix)
	fmt.Println(keys, len(matrix))

	// functions
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	fmt.Println(fib(15), args(1, fib(3), nil), args([]any{1, 2}...))
	for _, t := range table {
		fmt.Println(t.f(d.inner), t.want)
	}
	for _, f := range closures() {
		fmt.Print(f(), " ", f(), "; ")
	}
	fmt.Println(labels(), cnt)
	for _, v := range []any{nil, 1, int64(2), &inner{1, 1}, errors.New("err"), "s", 1.5} {
		fmt.Print(typeSwitch(v), ", ")
	}
	fmt.Println(anon.a, anon, iface)
	anon.b += "!"
	p := &anon
	p.a, p.b = len(p.b), p.b+p.b
	fmt.Println(anon, *p)

	// generics
	fmt.Println(sum(1, 2, 3), sum[float64](1, f64))
	e, es := elem([]string{"a", "b", "c"}, 1)
	fmt.Println(e, es)
	l := (&list[string]{}).push("x").push("y")
	for i, v := range l.all() {
		if i > 5 {
			continue
		}
		fmt.Print(i, v, l.size, " ")
	}
	var zero list[int]
	zero.push(cnt)
	fmt.Println(zero.head.v, zero.size)

	// ranges that assign
	var idx, val int
	pidx := &idx
	for idx, val = range []int{4, 5, 6} {
		if idx == 1 {
			continue
		}
	}
	fmt.Println(*pidx, val)
	for i64 = range 4 {
	}
	for d.n, ls[0].a = range []int{7, 8} {
	}
	for grid[0][0] = range 3 {
		cnt++
	}
	var k string
	for k, m["len"] = range map[string]int{"only": 4} {
	}
	for idx, r := range str {
		*pidx += int(r) + idx
	}
	fmt.Println(i64, d.n, ls, grid, k, m["len"], idx)
	for i, j := 0, 10; i < j; i, j = i+1, j-cnt%7-1 {
		*pidx += i * j
	}
	for i := 0; i < 3; *pidx, i = *pidx+i, i+1 {
	}
	for ; cnt > 600; cnt -= 10 {
	}
	for cnt = 3; cnt > 0; cnt-- {
	}
	if x, err := fmt.Sscan("5", pidx); err != nil || x != 1 {
		fmt.Println("no")
	} else if cnt += x; cnt == 1 {
		fmt.Println("one", idx)
	}
	switch cnt++; cnt {
	case 1, cnt:
		fmt.Println("case")
		fallthrough
	case f2():
		fmt.Println("fell")
	default:
		fmt.Println("default")
	}
	var st struct {
		a [2]struct{ b, c int }
	}
	pc := &st.a[1].c
	*pc = 4
	st.a[0].b, st.a[1].c = st.a[1].c, 9
	func() { st.a[0].c++ }()
	fmt.Println(st, notes)
	var e0 struct{}
	pe := &e0
	*pe = struct{}{}
	e0 = *pe
	fmt.Println(e0, *new(cnt) == cnt, *new(int))
}
