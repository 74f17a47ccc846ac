package model

import (
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// A Mark is part of an object and tells whether the rest of its state means
// anything: an execution that was abandoned leaves mutexes locked, and a copy
// must not share the clocks of its original.
type Mark struct {
	epoch uint64
	self  uintptr
}

// Age says how the state of an object relates to the present.
type Age int

// The ages.
const (
	Current Age = iota
	Stale       // of an earlier execution, or never used
	Copied      // of this execution, but another object's
)

// Renew marks the object at p as used now, and says what its state was.
func (m *Mark) Renew(p unsafe.Pointer) Age {
	keep = p
	now := kernel.Epoch()
	if m.epoch == now && m.self == uintptr(p) { // as mostly
		return Current
	}
	age := Copied
	if m.epoch != now || m.self == 0 {
		age = Stale
	}
	m.epoch, m.self = now, uintptr(p)
	return age
}

// keep makes sure that what has an address in the kernel's books is on the
// heap: a stack may move.
var keep unsafe.Pointer

// Object names the object at p.
func Object(p unsafe.Pointer) trace.Object {
	keep = p
	return trace.Object(uintptr(p))
}
