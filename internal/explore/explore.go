package explore

import (
	"testing"
	"time"

	"racelab/internal/scenario"
	"racelab/internal/tell"
	"racelab/internal/trace"
)

// Test runs body under every schedule that could make a difference and fails
// t with the shortest failing one. It has the shape of synctest.Test: body must
// do all that matters, and set up afresh what it uses.
//
// Test instruments the package of the test, so body itself runs only in the
// child. t fails if some schedule fails, if the explorer cannot follow the
// program, or if it cannot do its work. If not all schedules could be tried, t
// passes and logs that; see MustExhaust.
//
// Test uses virtual time and no real network, files or processes. The first
// call in a package takes as long as a build.
func Test(t *testing.T, body func(*testing.T), options ...Option) {
	t.Helper()
	tell.Advise(t)
	if tell.Brief().Native {
		body(t)
		return
	}
	if a, ok := tell.Answer(t.Name()); ok {
		say(t, a)
		return
	}
	s := settings{request: trace.Request{Test: t.Name(), Time: trace.OfATest, Resort: true, Workers: tell.Brief().Workers}}
	for _, set := range options {
		set(&s)
	}
	explored(t, s)
}

// Sometimes says that cond holds on some schedule. If it holds on none, the
// test fails: a fix must not take away what it is a fix of. Outside of Test it
// does nothing.
func Sometimes(name string, cond bool) {}

// An Option changes how Test explores.
type Option func(*settings)

type settings struct {
	request trace.Request
	exhaust bool
	most    scenario.Size // of Linearizable
}

// Schedules limits how many schedules are tried.
func Schedules(n int) Option { return func(s *settings) { s.request.Schedules = n } }

// Within limits how long schedules are tried, the build not counted.
func Within(d time.Duration) Option {
	return func(s *settings) { s.request.Time, s.request.Resort = d, false }
}

// Seed chooses among the random schedules. The same seed means the same ones.
func Seed(n uint64) Option { return func(s *settings) { s.request.Seed = n } }

// MaxSteps limits the steps of one execution. One that takes more makes the
// test inconclusive, unless it is a livelock.
func MaxSteps(n int) Option { return func(s *settings) { s.request.MaxSteps = n } }

// Patient leaves out the schedules in which a timer fires although a goroutine could
// go on; else both kinds of time are tried. It is for what is right as long as no
// time-out overtakes who is at work, such as a call with http.DefaultClient.
func Patient() Option { return func(s *settings) { s.request.TimeMode = trace.Patient } }

// MustExhaust makes the test fail if not all schedules could be tried.
func MustExhaust() Option { return func(s *settings) { s.exhaust = true } }
