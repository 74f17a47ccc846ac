// Package atomic is what instrumented programs get for package sync/atomic:
// the same interface on plain memory, each operation an event of the schedule
// explorer. All of them are sequentially consistent, as the Go memory model
// demands.
package atomic

import (
	"reflect"
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// noCopy lets go vet complain about copies.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// align64 stands where the real types have what aligns them.
type align64 struct{}

// show adds what an operation saw or left to the event for a reader.
func show[V any](v V) {
	if !kernel.Recording() {
		return
	}
	switch p := reflect.ValueOf(&v).Elem(); {
	case p.Kind() != reflect.Pointer && p.Kind() != reflect.UnsafePointer:
		kernel.Value(kernel.Word(v))
	case p.IsZero():
		kernel.Value("nil")
	default:
		kernel.Value("a " + p.Type().String()) // its address differs from run to run
	}
}

// announce returns when it is the operation's turn. A nil pointer fails here,
// as it does natively, and not in the books of the explorer.
func announce[V any](kind kernel.Kind, addr *V) {
	_ = *addr
	kernel.Atomic(kind, unsafe.Pointer(addr), unsafe.Sizeof(*addr))
	kernel.See(addr)
}

// announceSwap is announce for what may turn out not to write; became says so.
func announceSwap[V any](addr *V) {
	_ = *addr
	kernel.CompareAndSwap(unsafe.Pointer(addr), unsafe.Sizeof(*addr))
	kernel.See(addr)
}

// became says whether an announced swap was done.
func became[V any](addr *V, done bool) {
	if done {
		kernel.Swapped(unsafe.Pointer(addr))
	} else {
		kernel.Observed()
		kernel.Says(trace.FactSwapFailed)
	}
}
