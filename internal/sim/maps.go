package sim

import (
	"cmp"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"unsafe"

	"racelab/internal/sim/kernel"
)

// A map is one place in memory: the run-time, too, calls any two uses of it at
// once a race if one of them writes.
func useMap[M ~map[K]V, K comparable, V any](m M, write bool, site int) bool {
	return kernel.Memory(*(*unsafe.Pointer)(unsafe.Pointer(&m)), 1, write, site)
}

// MapPlace is a map about to be used with a key.
type MapPlace[M ~map[K]V, K comparable, V any] struct {
	m    M
	site int
}

// MapAt names the map of an operation whose operands are yet to be evaluated.
func MapAt[M ~map[K]V, K comparable, V any](m M, site int) MapPlace[M, K, V] {
	return MapPlace[M, K, V]{m, site}
}

// Get returns m[k].
func (a MapPlace[M, K, V]) Get(k K) V {
	v, _ := a.Get2(k)
	return v
}

// Get2 returns m[k] and whether it is there.
func (a MapPlace[M, K, V]) Get2(k K) (V, bool) {
	used := useMap(a.m, false, a.site)
	v, ok := a.m[k]
	if used && kernel.Recording() {
		show(v)
		kernel.See(&v)
		kernel.See(&ok)
	}
	return v, ok
}

// Set makes v the value of k.
func (a MapPlace[M, K, V]) Set(k K, v V) {
	if useMap(a.m, true, a.site) && kernel.Recording() {
		show(v)
	}
	a.m[k] = v
	if mayHaveAddress(reflect.TypeFor[K]().Kind()) {
		kernel.Number(k)
	}
}

// mayHaveAddress reports whether keys of that kind may differ from execution to
// execution.
func mayHaveAddress(k reflect.Kind) bool {
	switch k {
	case reflect.Pointer, reflect.UnsafePointer, reflect.Chan, reflect.Interface, reflect.Struct, reflect.Array:
		return true
	}
	return false
}

// Delete takes k out of the map.
func (a MapPlace[M, K, V]) Delete(k K) {
	useMap(a.m, true, a.site)
	delete(a.m, k)
}

// MapR reads the map as a whole, for its length.
func MapR[M ~map[K]V, K comparable, V any](m M, site int) M {
	useMap(m, false, site)
	return m
}

// MapClear empties the map.
func MapClear[M ~map[K]V, K comparable, V any](m M, site int) {
	useMap(m, true, site)
	clear(m)
}

// RangeMap iterates over m. The order is left to chance by the language, so
// each next key is a choice. Keys that the loop adds are not visited, which
// the language allows; keys that it deletes are not, which it demands.
func RangeMap[M ~map[K]V, K comparable, V any](m M, site int) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		useMap(m, false, site)
		keys := sortedKeys(m)
		for len(keys) > 0 {
			i := 0
			if !kernel.Settled(site) {
				i = kernel.Chance(len(keys), site)
				if kernel.Recording() && len(keys) > 1 {
					show(keys[i])
				}
			}
			k := keys[i]
			keys = slices.Delete(keys, i, i+1)
			useMap(m, false, site)
			if v, still := m[k]; still && !yield(k, v) {
				return
			}
		}
	}
}

// sortedKeys returns the keys in an order that is the same in every execution:
// that of their words, or that in which they were first put into a map. (Keys
// with addresses in a composite literal are in neither.)
func sortedKeys[M ~map[K]V, K comparable, V any](m M) []K {
	keys, words := make([]K, 0, len(m)), make([]string, 0, len(m))
	for k := range m {
		keys, words = append(keys, k), append(words, keyWords(k))
	}
	sorted := make([]K, 0, len(m))
	for _, i := range sortedBy(words) {
		sorted = append(sorted, keys[i])
	}
	return sorted
}

// sortedBy returns the numbers of words in the order of these.
func sortedBy(words []string) []int {
	numbers := make([]int, len(words))
	for i := range numbers {
		numbers[i] = i
	}
	slices.SortStableFunc(numbers, func(i, j int) int { return cmp.Compare(words[i], words[j]) })
	return numbers
}

func keyWords(k any) string {
	switch k := k.(type) {
	case int:
		return fmt.Sprintf("%020d", uint64(k)+1<<63)
	case string:
		return k
	}
	if n, ok := kernel.NumberOf(k); ok {
		return fmt.Sprintf("%020d", n)
	}
	return kernel.Unseen(func() string { return fmt.Sprintf("%#v", k) })
}
