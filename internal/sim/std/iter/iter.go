// Package iter is what instrumented programs get for package iter. A sequence that is
// pulled from goes on where it was, in the goroutine that pulls: so a loop that pulls
// does not come back to a state in which it has been, and goroutines that pull from one
// sequence at once are a data race.
package iter

import (
	"iter"
	"unsafe"

	"racelab/internal/sim/kernel"
)

// Seq is the real one.
type Seq[V any] = iter.Seq[V]

// Seq2 is the real one.
type Seq2[K, V any] = iter.Seq2[K, V]

// pulled stands for how far a sequence is.
type pulled struct{ at int }

// unknown is the site of a step whose line is found by other means.
const unknown = -1

// move says that the current task changes that.
func (p *pulled) move() {
	kernel.Memory(unsafe.Pointer(p), unsafe.Sizeof(*p), true, unknown)
	kernel.Foreign()
}

// Pull is the real one, which moves the sequence each time.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	goOn, end := iter.Pull(seq)
	p := new(pulled)
	return func() (V, bool) {
			p.move()
			return goOn()
		}, func() {
			p.move()
			end()
		}
}

// Pull2 is the real one, which moves the sequence each time.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	goOn, end := iter.Pull2(seq)
	p := new(pulled)
	return func() (K, V, bool) {
			p.move()
			return goOn()
		}, func() {
			p.move()
			end()
		}
}
