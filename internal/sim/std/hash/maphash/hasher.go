//go:build go1.27

package maphash

// A Hasher says which values of a type are equal, and hashes them so that equal
// ones have equal hashes.
type Hasher[T any] interface {
	Hash(*Hash, T)
	Equal(x, y T) bool
}

// A ComparableHasher is the Hasher that goes by ==.
type ComparableHasher[T comparable] struct {
	_ [0]func(T) // not comparable, and not convertible to that of another type
}

// Hash adds v to h.
func (ComparableHasher[T]) Hash(h *Hash, v T) { WriteComparable(h, v) }

// Equal reports whether x == y.
func (ComparableHasher[T]) Equal(x, y T) bool { return x == y }
