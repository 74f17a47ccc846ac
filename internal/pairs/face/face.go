//go:build go1.21

// Package explore is what a made test in another module calls. The explorer puts its
// own in the place of this one, which is only compiled; see build.Face.
package explore

import "testing"

// Operations are calls on a value, by name.
type Operations[T any] map[string]func(T) []any

// Results are what a call returns.
func Results(values ...any) []any { return values }

// An Option changes how Linearizable explores.
type Option func(*settings)

type settings struct{}

// Scenarios says how large scenarios are at most.
func Scenarios(goroutines, calls, before int) Option { return func(*settings) {} }

// Linearizable explores scenarios of operations.
func Linearizable[T any](t *testing.T, fresh, model func() T, operations Operations[T], options ...Option) {
}
