package sim

import (
	"cmp"
	"iter"
	"slices"
	"unsafe"

	"racelab/internal/sim/kernel"
)

// elements announces the use of s[from:to]. Elements that lie in the same
// eight bytes or follow each other are one event.
func elements[S ~[]E, E any](s S, from, to int, write bool, site int) {
	if from >= to {
		return
	}
	var e E
	first := unsafe.Pointer(unsafe.SliceData(s[:to]))
	kernel.Memory(unsafe.Add(first, uintptr(from)*unsafe.Sizeof(e)), uintptr(to-from)*unsafe.Sizeof(e), write, site)
	if !write && kernel.Watching() {
		for i := from; i < to; i++ {
			kernel.See(&s[i])
		}
	}
}

// RangeSlice iterates over s, reading each element as it comes to it.
func RangeSlice[S ~[]E, E any](s S, site int) iter.Seq2[int, E] {
	return func(yield func(int, E) bool) {
		for i := range s {
			if !yield(i, Get(&s[i], site)) {
				return
			}
		}
	}
}

// AppendTo is a slice about to be appended to.
type AppendTo[S ~[]E, E any] struct {
	s    S
	site int
}

// Append names the slice of an append whose elements are yet to be evaluated.
func Append[S ~[]E, E any](s S, site int) AppendTo[S, E] { return AppendTo[S, E]{s, site} }

// Of appends x: it writes into the spare capacity of the slice, or reads all
// of it for a copy if there is too little.
func (a AppendTo[S, E]) Of(x ...E) S {
	n := len(a.s)
	if n+len(x) <= cap(a.s) {
		elements(a.s[:n+len(x)], n, n+len(x), true, a.site)
	} else {
		elements(a.s, 0, n, false, a.site)
	}
	return append(a.s, x...)
}

// All appends the elements of another slice.
func (a AppendTo[S, E]) All(x []E) S {
	elements(x, 0, len(x), false, a.site)
	return a.Of(x...)
}

// A Splice is a slice into which something is about to be put. It is no AppendTo: the
// compiler makes all methods of a generic type wherever one of them is used.
type Splice[S ~[]E, E any] AppendTo[S, E]

// Within names the slice of slices.Insert or Replace, whose other arguments are yet to be evaluated.
func Within[S ~[]E, E any](s S, site int) Splice[S, E] { return Splice[S, E]{s, site} }

// Insert is slices.Insert: what comes after place i moves, if there is room.
func (a Splice[S, E]) Insert(i int, x ...E) S { return a.Replace(i, i, x...) }

// Replace is slices.Replace: what comes after place j moves, if there is room.
func (a Splice[S, E]) Replace(i, j int, x ...E) S {
	n := len(a.s)
	to := n - (j - i) + len(x)
	switch {
	case i < 0 || j < i || j > n: // it panics
	case len(x) == j-i:
		elements(a.s, i, j, true, a.site)
	case to <= cap(a.s):
		elements(a.s[:max(to, n)], i, max(to, n), true, a.site)
	default:
		elements(a.s, 0, n, false, a.site)
	}
	return slices.Replace(a.s, i, j, x...)
}

// Lend says that a library reads the elements of s, and returns s.
func Lend[S ~[]E, E any](s S, site int) S {
	elements(s, 0, len(s), false, site)
	return s
}

// LendW says that a library changes the elements of s, and returns s.
func LendW[S ~[]E, E any](s S, site int) S {
	elements(s, 0, len(s), true, site)
	return s
}

// LendOrder says that a library brings the elements of s into some order, which leaves one
// alone as it is, and returns s.
func LendOrder[S ~[]E, E any](s S, site int) S {
	if len(s) > 1 {
		LendW(s, site)
	}
	return s
}

// LendSort says that a library sorts s, and returns s. What ascends is only read.
func LendSort[S ~[]E, E cmp.Ordered](s S, site int) S {
	if len(s) > 1 && slices.IsSorted(s) {
		return Lend(s, site)
	}
	return LendOrder(s, site)
}

// Copy copies elements as the builtin does.
func Copy[D ~[]E, S ~[]E, E any](dst D, src S, site int) int {
	n := min(len(dst), len(src))
	elements(src, 0, n, false, site)
	elements(dst, 0, n, true, site)
	return copy(dst, src)
}

// CopyString copies the bytes of a string as the builtin does.
func CopyString[D ~[]byte](dst D, src string, site int) int {
	elements(dst, 0, min(len(dst), len(src)), true, site)
	return copy(dst, src)
}

// Clear zeroes the elements of s.
func Clear[S ~[]E, E any](s S, site int) {
	elements(s, 0, len(s), true, site)
	clear(s)
}

// Array returns p.
func Array[A any](p *A) *A { return p }

// Zero1 and Zero2 return zeros of what seq hands out, for the variables of a
// loop whose types have no name where the loop stands.
func Zero1[E any](seq iter.Seq[E]) (e E) { return e }

// Zero2 is like Zero1.
func Zero2[K, V any](seq iter.Seq2[K, V]) (k K, v V) { return k, v }
