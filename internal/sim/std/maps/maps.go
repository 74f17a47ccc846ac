// Package maps is what instrumented programs get for package maps: it says
// which maps it reads and changes, and its iterators leave the order to the
// schedule, as range does.
package maps

import (
	"iter"
	"maps"

	"racelab/internal/sim"
)

// unknown is the site of a step whose line is found by other means.
const unknown = -1

// All returns an iterator over m.
func All[Map ~map[K]V, K comparable, V any](m Map) iter.Seq2[K, V] {
	return sim.RangeMap(m, unknown)
}

// Keys returns an iterator over the keys of m.
func Keys[Map ~map[K]V, K comparable, V any](m Map) iter.Seq[K] {
	return func(yield func(K) bool) {
		for k := range sim.RangeMap(m, unknown) {
			if !yield(k) {
				return
			}
		}
	}
}

// Values returns an iterator over the values of m.
func Values[Map ~map[K]V, K comparable, V any](m Map) iter.Seq[V] {
	return func(yield func(V) bool) {
		for _, v := range sim.RangeMap(m, unknown) {
			if !yield(v) {
				return
			}
		}
	}
}

// SimKeys is Keys for somebody who brings them into order before anybody sees
// them: it leaves nothing to the schedule.
func SimKeys[Map ~map[K]V, K comparable, V any](m Map) iter.Seq[K] {
	return func(yield func(K) bool) { maps.Keys(sim.MapR(m, unknown))(yield) }
}

// SimValues is Values for such a one.
func SimValues[Map ~map[K]V, K comparable, V any](m Map) iter.Seq[V] {
	return func(yield func(V) bool) { maps.Values(sim.MapR(m, unknown))(yield) }
}

// Clone copies m.
func Clone[M ~map[K]V, K comparable, V any](m M) M { return maps.Clone(sim.MapR(m, unknown)) }

// Collect puts the pairs of seq into a new map.
func Collect[K comparable, V any](seq iter.Seq2[K, V]) map[K]V { return maps.Collect(seq) }

// Copy puts what is in src into dst.
func Copy[M1 ~map[K]V, M2 ~map[K]V, K comparable, V any](dst M1, src M2) {
	for k, v := range sim.MapR(src, unknown) {
		sim.MapAt(dst, unknown).Set(k, v)
	}
}

// DeleteFunc takes out of m what del chooses.
func DeleteFunc[M ~map[K]V, K comparable, V any](m M, del func(K, V) bool) {
	for k, v := range sim.RangeMap(m, unknown) {
		if del(k, v) {
			sim.MapAt(m, unknown).Delete(k)
		}
	}
}

// Equal reports whether both maps have the same pairs.
func Equal[M1, M2 ~map[K]V, K, V comparable](m1 M1, m2 M2) bool {
	return maps.Equal(sim.MapR(m1, unknown), sim.MapR(m2, unknown))
}

// EqualFunc reports whether both maps have the same keys, with values that are
// equal in the sense of eq.
func EqualFunc[M1 ~map[K]V1, M2 ~map[K]V2, K comparable, V1, V2 any](m1 M1, m2 M2, eq func(V1, V2) bool) bool {
	return maps.EqualFunc(sim.MapR(m1, unknown), sim.MapR(m2, unknown), eq)
}

// Insert puts the pairs of seq into m.
func Insert[Map ~map[K]V, K comparable, V any](m Map, seq iter.Seq2[K, V]) {
	for k, v := range seq {
		sim.MapAt(m, unknown).Set(k, v)
	}
}
