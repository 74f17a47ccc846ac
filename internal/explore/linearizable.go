//go:build !racelab_judged

package explore

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"racelab/internal/scenario"
)

// Operations are calls on a value, by the names that a report gives them. Each returns
// what the call returns; see Results.
type Operations[T any] map[string]func(T) []any

// Results are what a call returns, as in Results(s.Pop()).
func Results(values ...any) []any { return values }

// Linearizable explores whether calls that goroutines make at once on one value return
// what they could return one after the other: there must be an order in which each call
// comes after those that had returned when it began, and in which the calls, made on a
// value of model, return the same, as reflect.DeepEqual says. That is what is expected
// of a type of which the documentation says that it may be used by several goroutines.
//
// Fresh makes a value, and model one that does the same for one goroutine, in the
// simplest way there is; if it is nil, it is fresh. The operations are put together to
// scenarios of 2 goroutines with up to 2 calls each, and up to 1 call before them;
// Scenarios says otherwise. After these, each operation is called once more. Every
// scenario of a size is tried on every schedule, small ones first, and of the first
// that fails the calls are shown with what they returned.
//
// A call that panics returns that. If some order of the calls of a scenario has one
// that waits for ever, it is no fault that the goroutines do. A call returns
// values: what pointers in them lead to is looked at when all is over.
func Linearizable[T any](t *testing.T, fresh, model func() T, operations Operations[T], options ...Option) {
	t.Helper()
	if model == nil {
		model = fresh
	}
	names := slices.Sorted(maps.Keys(operations))
	calls := func(value func() T) func() []func() []any {
		return func() (all []func() []any) {
			v := value()
			for _, name := range names {
				all = append(all, func() []any { return operations[name](v) })
			}
			return all
		}
	}
	s := settings{most: scenario.Usual}
	for _, set := range options {
		set(&s)
	}
	Test(t, func(t *testing.T) {
		if lines := natively(names, calls(fresh), calls(model), scenario.UpTo(s.most)); lines != nil {
			t.Error("\n" + strings.Join(lines, "\n"))
		}
	}, options...)
}

// Scenarios says how large the scenarios of Linearizable are at most: how many
// goroutines, how many calls each of them makes, and how many are made before them.
func Scenarios(goroutines, calls, before int) Option {
	return func(s *settings) { s.most = scenario.Size{Goroutines: goroutines, Calls: calls, Before: before} }
}
