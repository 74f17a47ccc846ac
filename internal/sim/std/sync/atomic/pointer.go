package atomic

// Pointer is an atomic *T; see atomic.Pointer.
type Pointer[T any] struct {
	_ [0]*T // no conversions between Pointers of different types
	_ noCopy
	v *T
}

// Load returns the value.
func (x *Pointer[T]) Load() *T { return load(&x.v) }

// Store sets the value.
func (x *Pointer[T]) Store(val *T) { store(&x.v, val) }

// Swap sets the value and returns the old one.
func (x *Pointer[T]) Swap(new *T) (old *T) { return swap(&x.v, new) }

// CompareAndSwap sets the value to new if it is old.
func (x *Pointer[T]) CompareAndSwap(old, new *T) (swapped bool) {
	return compareAndSwap(&x.v, old, new)
}
