package explore

import (
	"context"
	"errors"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"

	"racelab/internal/build"
	"racelab/internal/program"
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
	s := settings{request: trace.Request{Time: lastResort, Workers: tell.Brief().Workers}}
	for _, set := range options {
		set(&s)
	}
	s.request.Test = t.Name()
	ctx, stop := inTime(t)
	defer stop()
	p, err := here(ctx)
	if err != nil {
		failed(t, ctx, "building", err)
	}
	report, err := p.Run(ctx, s.request, nil)
	if err != nil {
		failed(t, ctx, "exploring", err)
	}
	conclude(t, report, s.exhaust, p.ReplayCommand("", s.request.Test))
}

// Sometimes says that cond holds on some schedule. If it holds on none, the
// test fails: a fix must not take away what it is a fix of. Outside of Test it
// does nothing.
func Sometimes(name string, cond bool) {}

// lastResort is when a test that nobody gave a time is cut short, the build not
// counted. Its budget is in steps, and spent in a quarter of this on an idle
// machine: only a machine that is busy with other things comes to it.
const lastResort = 20 * time.Second

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
func Within(d time.Duration) Option { return func(s *settings) { s.request.Time = d } }

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

// built is the package of the running tests, built once for all of them.
var built struct {
	sync.Mutex
	done    bool
	program *program.Program
	err     error
}

// here builds the package of the running tests, unless that is done, or there is no
// time left for it.
func here(ctx context.Context) (*program.Program, error) {
	built.Lock()
	defer built.Unlock()
	if built.done {
		return built.program, built.err
	}
	p, err := find(ctx, tell.Brief())
	if errors.Is(err, context.Canceled) {
		return nil, err
	}
	built.done, built.program, built.err = true, p, err
	return p, err
}

// find takes what whoever judges this process has built, if they have.
func find(ctx context.Context, b trace.Brief) (*program.Program, error) {
	if b.Child != "" {
		return program.Built(b.Child, b.Overlay)
	}
	return program.Package(ctx, build.Config{Dir: startDir, Overlay: b.Overlay, Tags: tagsOfThis(), Log: os.Stderr})
}

// startDir is the folder of the package under test: go test starts a test
// binary there. A test may go elsewhere later.
var startDir, _ = os.Getwd()

// tagsOfThis are the build tags of the running binary.
func tagsOfThis() []string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return nil
	}
	for _, s := range info.Settings {
		if s.Key == "-tags" && s.Value != "" {
			return strings.Split(s.Value, ",")
		}
	}
	return nil
}
