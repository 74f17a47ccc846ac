package sim

import (
	"unsafe"

	"racelab/internal/sim/kernel"
)

// Get reads *p.
func Get[T any](p *T, site int) T {
	if kernel.Memory(unsafe.Pointer(p), unsafe.Sizeof(*p), false, site) && kernel.Recording() {
		show(*p)
		kernel.See(p)
	}
	return *p
}

// A Place is a variable about to be written.
type Place[T any] struct {
	p    *T
	site int
}

// At names the place of a write whose value is yet to be evaluated.
func At[T any](p *T, site int) Place[T] { return Place[T]{p, site} }

// Set writes v.
func (a Place[T]) Set(v T) {
	if kernel.Memory(unsafe.Pointer(a.p), unsafe.Sizeof(v), true, a.site) && kernel.Recording() {
		show(v)
	}
	*a.p = v
}

// Zero clears a package variable before it is initialised again.
func Zero[T any](p *T) {
	var zero T
	*p = zero
}

// show puts a value beside the latest row, if it is of a kind that reads well.
func show(v any) { kernel.Show(v) }
