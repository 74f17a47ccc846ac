// Package explore is what instrumented programs get for racelab/internal/explore,
// as far as tests use it. Test calls its body, because this is one of the schedules,
// and remembers its options; Sometimes remembers what it was told, for the child to look up.
package explore

import (
	"slices"
	"time"

	"racelab/internal/scenario"
	"racelab/internal/sim/std/testing"
	"racelab/internal/trace"
)

// Test calls body.
func Test(t *testing.T, body func(*testing.T), options ...Option) {
	note(options)
	body(t)
}

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

// Told is what Sometimes has been told of a name.
type Told struct {
	Name string `json:"name"`
	Held bool   `json:"held"` // ever
}

// Take returns all that Sometimes has been told, and forgets it.
func Take() (told []Told) {
	for _, name := range names {
		told = append(told, Told{name, held[name]})
	}
	clear(held)
	names = names[:0]
	return told
}

// An Option changes how Test explores.
type Option func(*settings)

type settings struct {
	own  trace.Options
	most scenario.Size
}

// Own is what the latest call of Test was given.
var Own trace.Options

// note remembers the options of a test for the child.
func note(options []Option) {
	var s settings
	for _, set := range options {
		set(&s)
	}
	Own = s.own
}

// Schedules limits how many schedules are tried.
func Schedules(n int) Option { return func(s *settings) { s.own.Schedules = n } }

// Within limits how long schedules are tried.
func Within(d time.Duration) Option { return func(s *settings) { s.own.Time = d } }

// Seed chooses among the random schedules.
func Seed(n uint64) Option { return func(s *settings) { s.own.Seed = n } }

// MaxSteps limits the steps of one execution.
func MaxSteps(n int) Option { return func(s *settings) { s.own.MaxSteps = n } }

// Patient leaves out eager time.
func Patient() Option { return func(s *settings) { s.own.Patient = true } }

// MustExhaust makes the test fail if not all schedules could be tried.
func MustExhaust() Option { return func(s *settings) { s.own.Exhaust = true } }

// Scenarios says how large the scenarios of Linearizable are at most.
func Scenarios(goroutines, calls, before int) Option {
	return func(s *settings) { s.most = scenario.Size{Goroutines: goroutines, Calls: calls, Before: before} }
}
