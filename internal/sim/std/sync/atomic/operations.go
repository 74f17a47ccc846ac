package atomic

import "racelab/internal/sim/kernel"

type integer interface {
	int32 | int64 | uint32 | uint64 | uintptr
}

func load[V any](addr *V) V {
	announce(kernel.KAtomicLoad, addr)
	v := *addr
	show(v)
	return v
}

func store[V any](addr *V, v V) {
	announce(kernel.KAtomicStore, addr)
	*addr = v
	show(v)
}

func swap[V any](addr *V, v V) (old V) {
	announce(kernel.KAtomicRMW, addr)
	old, *addr = *addr, v
	show(v)
	return old
}

func compareAndSwap[V comparable](addr *V, old, v V) bool {
	announceSwap(addr)
	equal := *addr == old
	if equal {
		*addr = v
	}
	became(addr, equal)
	show(*addr)
	return equal
}

func add[V integer](addr *V, delta V) V {
	announce(kernel.KAtomicRMW, addr)
	*addr += delta
	show(*addr)
	return *addr
}

func and[V integer](addr *V, mask V) (old V) {
	announce(kernel.KAtomicRMW, addr)
	old = *addr
	*addr &= mask
	show(*addr)
	return old
}

func or[V integer](addr *V, mask V) (old V) {
	announce(kernel.KAtomicRMW, addr)
	old = *addr
	*addr |= mask
	show(*addr)
	return old
}
