package explore

import (
	"fmt"
	"maps"
	"reflect"
	"runtime"
	"slices"

	"racelab/internal/scenario"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/testing"
	"racelab/internal/trace"
)

// Operations are calls on a value, by the names that a report gives them.
type Operations[T any] map[string]func(T) []any

// Results are what a call returns.
func Results(values ...any) []any { return values }

// Only is the one size of scenarios that is tried, by its number in Sizes; -1 if the
// schedule says which.
var Only = -1

// Sizes are those of the test, without the number of their schedules. They are known
// after its first execution.
var Sizes []trace.Scenarios

// Linearizable makes the calls of one scenario, and has what they return checked when
// the execution is over. Which scenario is left to the schedule.
func Linearizable[T any](t *testing.T, fresh, model func() T, operations Operations[T], options ...Option) {
	note(options)
	s := settings{most: scenario.Usual}
	for _, set := range options {
		set(&s)
	}
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
	test := &trial{call: callOn(t), names: names, fresh: calls(fresh), model: calls(model)}
	for _, name := range names {
		test.places = append(test.places, placeOf(operations[name]))
	}
	if len(names) == 0 {
		t.Fatalf("Linearizable was given no operations")
	}
	test.explore(scenario.UpTo(s.most))
}

// called is how often Linearizable has been called on each test of an execution.
var (
	called      = map[string]int{}
	calledEpoch uint64
)

// callOn names a call of Linearizable on a test, the same in every execution: another one
// may have operations of the same names on something else.
func callOn(t *testing.T) string {
	if calledEpoch != kernel.Epoch() {
		clear(called)
		calledEpoch = kernel.Epoch()
	}
	name := ""
	if t != nil {
		name = t.Name()
	}
	called[name]++
	return fmt.Sprint(name, " ", called[name])
}

// placeOf is where a function begins.
func placeOf(f any) kernel.Pos {
	pc := reflect.ValueOf(f).Pointer()
	file, line := runtime.FuncForPC(pc).FileLine(pc)
	return kernel.Pos{File: file, Line: line}
}

// chosen is a number below n that the schedule chooses, however large n is.
func chosen(n int) int {
	if n <= most {
		return kernel.Chance(n, -1)
	}
	group := chosen((n + most - 1) / most)
	return group*most + kernel.Chance(min(most, n-group*most), -1)
}

const most = 64 // results of one choice of the schedule
