//go:build go1.21

package main

import (
	"fmt"
	"os"
	"strings"
)

type pair struct{ key, value string }

func (p *pair) String() string { return p.key + "=" + p.value }

// calls runs functions that loops of old Go have left behind.
func calls(what string, funcs []func() string) {
	fmt.Print(what, ":")
	for _, f := range funcs {
		fmt.Print(" ", f())
	}
	fmt.Println()
}

func counting() (late []func() string) {
	for i := 0; i < 3; i++ {
		late = append(late, func() string { return fmt.Sprint(i) })
	}
	for i, j := 0, 10; i < j; i, j = i+3, j-1 {
		late = append(late, func() string { i++; return fmt.Sprint(i, j) })
	}
	return late
}

func ranging() (late []func() string) {
	pairs := []pair{{"a", "1"}, {"b", "2"}}
	for i, p := range pairs {
		late = append(late, func() string { return fmt.Sprint(i, p) }, p.String)
	}
	for _, p := range pairs {
		q := &p
		late = append(late, func() string { return q.key })
	}
	for i, r := range "xyz" {
		late = append(late, func() string { return fmt.Sprint(i, string(r)) })
	}
	for k, v := range map[string]int{"only": 1} {
		late = append(late, func() string { return fmt.Sprint(k, v) })
	}
	for i, v := range [2]float64{1.5, 2.5} {
		late = append(late, func() string { return fmt.Sprint(i, v) })
	}
	for _, v := range &[2]int{7, 8} {
		late = append(late, func() string { return fmt.Sprint(v) })
	}
	ch := make(chan int, 2)
	ch <- 1
	ch <- 2
	close(ch)
	for v := range ch {
		late = append(late, func() string { return fmt.Sprint(v) })
	}
	return late
}

// entries has elements of a type that this file cannot name.
func entries() (late []func() string) {
	list, err := os.ReadDir(".")
	if err != nil {
		return nil
	}
	for _, e := range list {
		if strings.HasPrefix(e.Name(), "go.") {
			late = append(late, func() string { return e.Name()[:0] })
		}
	}
	return late
}

func labels() (late []func() string) {
outer:
	for i := 0; i < 4; i++ {
	inner:
		for _, v := range []int{1, 2, 3} {
			late = append(late, func() string { return fmt.Sprint(i, v) })
			switch {
			case v == 2 && i == 1:
				continue outer
			case v == 2:
				continue inner
			case i == 3:
				break outer
			}
		}
	}
	return late
}

func deferred() {
	for i := 0; i < 3; i++ {
		defer func() { fmt.Print(" deferred ", i) }()
		defer fmt.Print(" now ", i)
	}
	for i := range []int{0, 0} {
		defer func() { fmt.Print(" deferred ", i) }()
	}
}

func ends() int {
	for n := 0; ; n++ {
		f := func() bool { return n > 3 }
		if f() {
			return n
		}
	}
}

func main() {
	calls("counting", counting())
	calls("ranging", ranging())
	calls("entries", entries())
	calls("labels", labels())
	deferred()
	fmt.Println(ends())
}
