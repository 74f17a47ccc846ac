package atomic

import (
	"reflect"

	"racelab/internal/sim/kernel"
)

// Value holds values of one type, whichever is stored first; see atomic.Value.
type Value struct {
	v any
}

// Load returns the value, or nil if nothing has been stored.
func (v *Value) Load() (val any) { return load(&v.v) }

// Store sets the value. It panics if val is nil or of another type than before.
func (v *Value) Store(val any) {
	refuseNil(val, "store")
	announce(kernel.KAtomicStore, &v.v)
	v.refuseOther(val, "store")
	v.v = val
	show(val)
}

// Swap sets the value and returns the old one. It panics as Store does.
func (v *Value) Swap(new any) (old any) {
	refuseNil(new, "swap")
	announce(kernel.KAtomicRMW, &v.v)
	v.refuseOther(new, "swap")
	old, v.v = v.v, new
	show(new)
	return old
}

// CompareAndSwap sets the value to new if it is old. It panics as Store does,
// and if old cannot be compared or is of another type than new.
func (v *Value) CompareAndSwap(old, new any) (swapped bool) {
	refuseNil(new, "compare and swap")
	if old != nil && reflect.TypeOf(old) != reflect.TypeOf(new) {
		panic("sync/atomic: compare and swap of inconsistently typed values")
	}
	announceSwap(&v.v)
	v.refuseOther(new, "compare and swap")
	equal := v.v == old
	if equal {
		v.v = new
		show(new)
	}
	became(&v.v, equal)
	return equal
}

func refuseNil(val any, verb string) {
	if val == nil {
		panic("sync/atomic: " + verb + " of nil value into Value")
	}
}

func (v *Value) refuseOther(val any, verb string) {
	if v.v != nil && reflect.TypeOf(v.v) != reflect.TypeOf(val) {
		panic("sync/atomic: " + verb + " of inconsistently typed value into Value")
	}
}
