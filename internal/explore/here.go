//go:build !racelab_judged

package explore

import (
	"context"
	"errors"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"testing"

	"racelab/internal/build"
	"racelab/internal/console"
	"racelab/internal/program"
	"racelab/internal/render"
	"racelab/internal/tell"
	"racelab/internal/trace"
)

// explored explores a test in its own process, and ends it as that comes out.
func explored(t *testing.T, s settings) {
	t.Helper()
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

// conclude turns a report into the result of a test. replay makes a command of
// a schedule.
func conclude(t testing.TB, r *trace.Report, exhaust bool, replay func(string) string) {
	t.Helper()
	tell.Evidence(trace.Evidence{Test: r.Test, Report: r, Every: exhaust})
	say(t, render.Answer(r, exhaust, render.Options{ASCII: console.WantASCII(), OmitLimits: true, ReplayCommand: replay}))
}

// fatal ends a test of which there is no report.
func fatal(t testing.TB, why string) {
	t.Helper()
	tell.Evidence(trace.Evidence{Test: t.Name(), Trouble: why})
	say(t, render.Unknown(t.Name(), why))
}

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
