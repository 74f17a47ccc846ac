package sim

import (
	"fmt"
	"unsafe"

	"racelab/internal/sim/kernel"
)

// Get reads *p.
func Get[T any](p *T, site int) T {
	if kernel.Memory(unsafe.Pointer(p), unsafe.Sizeof(*p), false, site) && kernel.Recording() {
		show(*p)
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

const widest = 24 // bytes of a value that are shown

// show puts a value beside the latest row, if it is of a kind that reads well.
func show(v any) { kernel.Value(word(v)) }

// word is the text for a value, or nothing if it is not of such a kind.
func word(v any) string {
	switch v := v.(type) {
	case bool, int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64, float32, float64:
		return fmt.Sprint(v)
	case string:
		return shorten(fmt.Sprintf("%q", v))
	case error:
		return shorten(fmt.Sprint(v))
	case nil:
		return "nil"
	}
	return showKind(v)
}

func shorten(s string) string {
	if r := []rune(s); len(r) > widest {
		return string(r[:widest-1]) + "…"
	}
	return s
}
