package build

import (
	"bytes"
	"fmt"
)

// The run-time goes through a map in another order each time, which decides what a
// library does that looks at values through package reflect: which of two types it
// meets first, say. So the hooked package goes through a map in an order that is the
// same in each execution.

// orderHooks is added to the hooks of package reflect.
const orderHooks = `
// SimOrder puts keys of a map in order, for an iterator or nil: it returns their numbers, or
// nil if the order of the run-time will do.
var SimOrder func(iter *MapIter, keys func() []any) []int

// simKeys returns copies of the keys of a map in that order; nil if the order of the
// run-time will do. One that has keys which are not equal to themselves keeps it.
func (v Value) simKeys(iter *MapIter) []unsafe.Pointer {
	if SimOrder == nil || v.kind() != Map || v.pointer() == nil || maplen(v.pointer()) < 2 {
		return nil
	}
	t, m := (*abi.MapType)(unsafe.Pointer(v.typ())), v.pointer()
	var keys []unsafe.Pointer
	order := SimOrder(iter, func() (words []any) {
		var it maps.Iter
		for mapIterStart(t, (*maps.Map)(m), &it); it.Key() != nil; mapIterNext(&it) {
			key := unsafe_New(t.Key)
			typedmemmove(t.Key, key, it.Key())
			if mapaccess(v.typ(), m, key) == nil {
				return nil
			}
			keys = append(keys, key)
			words = append(words, valueInterface(copyVal(t.Key, flag(t.Key.Kind()), key), false))
		}
		return words
	})
	if order == nil || len(order) != len(keys) {
		return nil
	}
	sorted := make([]unsafe.Pointer, len(keys))
	for i, n := range order {
		sorted[i] = keys[n]
	}
	return sorted
}

// simNext is Next in that order; done is false if the order of the run-time will do.
// The key and the element lie at the beginning of an iterator.
func (iter *MapIter) simNext() (more, done bool) {
	if !iter.m.IsValid() {
		return false, false
	}
	m := iter.m.pointer()
	if !iter.hiter.Initialized() {
		if iter.simKeys = iter.m.simKeys(iter); iter.simKeys == nil {
			return false, false
		}
		mapIterStart((*abi.MapType)(unsafe.Pointer(iter.m.typ())), (*maps.Map)(m), &iter.hiter)
	} else if iter.simKeys == nil || iter.hiter.Key() == nil {
		return false, false
	}
	at := (*[2]unsafe.Pointer)(unsafe.Pointer(&iter.hiter))
	for at[0] = nil; len(iter.simKeys) > 0; {
		key := iter.simKeys[0]
		iter.simKeys = iter.simKeys[1:]
		if elem := mapaccess(iter.m.typ(), m, key); elem != nil {
			at[0], at[1] = key, elem
			return true, true
		}
	}
	return false, true
}

// simMapKeys is MapKeys in that order, or nil.
func (v Value) simMapKeys() []Value {
	var keys []Value
	for _, key := range v.simKeys(nil) {
		t := (*abi.MapType)(unsafe.Pointer(v.typ())).Key
		keys = append(keys, copyVal(t, v.flag.ro()|flag(t.Kind()), key))
	}
	return keys
}
`

// orders are the functions of package reflect that go through a map, and what they do
// first if the order is not to be the run-time's.
var orders = map[string]string{
	"MapKeys": "if keys := %[1]s.simMapKeys(); keys != nil { return keys };",
	"Next":    "if more, done := %[1]s.simNext(); done { return more };",
}

// orderOf is what a function with that name and receiver does first.
func orderOf(name, receiver string) string {
	if text := orders[name]; text != "" {
		return fmt.Sprintf(text, receiver)
	}
	return ""
}

// withOrder gives the iterator over a map, which one of the files of package reflect
// declares, room for the keys to come.
func withOrder(text []byte) []byte {
	const iterator = "type MapIter struct {"
	return bytes.Replace(text, []byte(iterator), []byte(iterator+" simKeys []unsafe.Pointer;"), 1)
}
