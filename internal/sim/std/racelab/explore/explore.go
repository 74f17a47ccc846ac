// Package explore is what instrumented programs get for racelab/internal/explore,
// as far as tests use it. Test only calls its body, because this is one of the
// schedules; Sometimes remembers what it was told, for the child to look up.
package explore

import (
	"slices"
	"time"

	"racelab/internal/scenario"
	"racelab/internal/sim/std/testing"
)

// Test calls body.
func Test(t *testing.T, body func(*testing.T), options ...Option) { body(t) }

// held says of each name given to Sometimes whether it has ever held; names
// are in the order in which they were first given.
var (
	held  = map[string]bool{}
	names []string
)

// Sometimes remembers whether cond has ever held.
func Sometimes(name string, cond bool) {
	if _, known := held[name]; !known {
		names = append(names, name)
	}
	held[name] = held[name] || cond
}

// Never returns those that never held, in the order in which they were met.
func Never() []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return held[name] })
}

// An Option is for the parent process. Here it does nothing.
type Option func(*settings)

type settings struct{ most scenario.Size }

func ignored(*settings) {}

// Schedules is ignored.
func Schedules(n int) Option { return ignored }

// Within is ignored.
func Within(d time.Duration) Option { return ignored }

// Seed is ignored.
func Seed(n uint64) Option { return ignored }

// MaxSteps is ignored.
func MaxSteps(n int) Option { return ignored }

// Patient is ignored.
func Patient() Option { return ignored }

// MustExhaust is ignored.
func MustExhaust() Option { return ignored }

// Scenarios says how large the scenarios of Linearizable are at most.
func Scenarios(goroutines, calls, before int) Option {
	return func(s *settings) { s.most = scenario.Size{Goroutines: goroutines, Calls: calls, Before: before} }
}
