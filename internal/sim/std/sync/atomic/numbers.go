package atomic

// The five atomic integers are one: number, in a wrapping that cannot be copied.
// See Int32 and the others of the real package.
type (
	Int32 struct {
		_ noCopy
		number[int32]
	}
	Int64 struct {
		_ noCopy
		_ align64
		number[int64]
	}
	Uint32 struct {
		_ noCopy
		number[uint32]
	}
	Uint64 struct {
		_ noCopy
		_ align64
		number[uint64]
	}
	Uintptr struct {
		_ noCopy
		number[uintptr]
	}
)

// number is an integer whose every use is an event of its own.
type number[V integer] struct{ now V }

// Load returns the value.
func (n *number[V]) Load() V { return load(&n.now) }

// Store sets the value.
func (n *number[V]) Store(val V) { store(&n.now, val) }

// Swap sets the value and returns the one before.
func (n *number[V]) Swap(new V) (old V) { return swap(&n.now, new) }

// CompareAndSwap sets the value to new if it is old.
func (n *number[V]) CompareAndSwap(old, new V) (swapped bool) {
	return compareAndSwap(&n.now, old, new)
}

// Add adds delta and returns the sum.
func (n *number[V]) Add(delta V) (new V) { return add(&n.now, delta) }

// And keeps the bits of mask and returns the value before.
func (n *number[V]) And(mask V) (old V) { return and(&n.now, mask) }

// Or sets the bits of mask and returns the value before.
func (n *number[V]) Or(mask V) (old V) { return or(&n.now, mask) }
