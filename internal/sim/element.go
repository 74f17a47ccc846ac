package sim

import "unsafe"

// An element is the type of a channel's values.
type element interface {
	room(n int) unsafe.Pointer                       // for n values, which are zero
	place(room unsafe.Pointer, i int) unsafe.Pointer // of one in it
	move(to, from unsafe.Pointer)
	pointer(at unsafe.Pointer) any // to the value there
	value(at unsafe.Pointer) any
}

type elementOf[E any] struct{}

func (elementOf[E]) room(n int) unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(make([]E, n))) }

func (elementOf[E]) place(room unsafe.Pointer, i int) unsafe.Pointer {
	return unsafe.Add(room, uintptr(i)*unsafe.Sizeof(*new(E)))
}

func (elementOf[E]) move(to, from unsafe.Pointer)  { *(*E)(to) = *(*E)(from) }
func (elementOf[E]) pointer(at unsafe.Pointer) any { return (*E)(at) }
func (elementOf[E]) value(at unsafe.Pointer) any   { return *(*E)(at) }

const waitsEarly = "explorer: a package initialiser waits for a channel; do that in a test"

// post sends and fetch receives before there are any tasks, if that need not wait.
func post[E any](ch chan<- E, v E) bool {
	select {
	case ch <- v:
		return true
	default:
		return false
	}
}

func fetch[E any](ch <-chan E) (v E, ok, done bool) {
	select {
	case v, ok = <-ch:
		return v, ok, true
	default:
		return v, false, false
	}
}
