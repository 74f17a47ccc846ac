package sim

import (
	"reflect"

	"racelab/internal/sim/kernel"
)

// ReflectOrder puts the keys of a map through which package reflect is about to go in the
// order that they have in every execution: it returns their numbers. It returns nil if it is
// not the program that asks for them.
func ReflectOrder(iter *reflect.MapIter, keys func() []any) []int {
	if !kernel.SeesReflect() {
		return nil
	}
	var words []string
	for _, k := range keys() {
		words = append(words, keyWords(k))
	}
	if words == nil { // there are some that are not equal to themselves
		return nil
	}
	order := sortedBy(words)
	if site, ok := rangedBy[iter]; ok && rangesEpoch == kernel.Epoch() {
		shuffle(order, site)
	}
	return order
}

// rangedBy are the iterators that the program itself has made, and where, in the execution
// rangesEpoch.
var (
	rangedBy    map[*reflect.MapIter]int
	rangesEpoch uint64
)

// ReflectMapRange stands for v.MapRange().
func ReflectMapRange(v reflect.Value, site int) *reflect.MapIter {
	iter := v.MapRange()
	if kernel.Current() != nil && !kernel.Settled(site) {
		if rangesEpoch != kernel.Epoch() {
			rangedBy, rangesEpoch = map[*reflect.MapIter]int{}, kernel.Epoch()
		}
		rangedBy[iter] = site
	}
	return iter
}

// ReflectMapKeys stands for v.MapKeys().
func ReflectMapKeys(v reflect.Value, site int) []reflect.Value {
	keys := v.MapKeys()
	if kernel.Current() != nil && !kernel.Settled(site) {
		shuffle(keys, site)
	}
	return keys
}

// shuffle leaves the order of a list to chance, as RangeMap does.
func shuffle[E any](list []E, site int) {
	for i := range list {
		j := i + kernel.Chance(len(list)-i, site)
		e := list[j]
		copy(list[i+1:j+1], list[i:j])
		list[i] = e
	}
}
