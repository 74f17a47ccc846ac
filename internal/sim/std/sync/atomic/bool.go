package atomic

// Bool is an atomic bool; see atomic.Bool.
type Bool struct {
	_ noCopy
	v uint32
}

// seen shows what a reader of the program calls it.
func seen(word uint32) bool {
	show(word != 0)
	return word != 0
}

func word(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// Load returns the value.
func (x *Bool) Load() bool { return seen(load(&x.v)) }

// Store sets the value.
func (x *Bool) Store(val bool) {
	store(&x.v, word(val))
	show(val)
}

// Swap sets the value and returns the old one.
func (x *Bool) Swap(new bool) (old bool) {
	old = swap(&x.v, word(new)) != 0
	show(new)
	return old
}

// CompareAndSwap sets the value to new if it is old.
func (x *Bool) CompareAndSwap(old, new bool) (swapped bool) {
	swapped = compareAndSwap(&x.v, word(old), word(new))
	seen(x.v)
	return swapped
}
