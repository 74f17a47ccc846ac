package explore

import (
	"testing"

	"racelab/internal/console"
	"racelab/internal/render"
	"racelab/internal/tell"
	"racelab/internal/trace"
)

// fatal ends a test of which there is no report.
func fatal(t testing.TB, why string) {
	t.Helper()
	tell.Evidence(trace.Evidence{Test: t.Name(), Trouble: why})
	t.Fatalf("inconclusive: %s", why)
}

// conclude turns a report into the result of a test. replay makes a command of
// a schedule.
func conclude(t testing.TB, r *trace.Report, exhaust bool, replay func(string) string) {
	t.Helper()
	tell.Evidence(trace.Evidence{Test: r.Test, Report: r, Every: exhaust})
	switch r.Outcome {
	case trace.Passed:
		t.Log(render.Outcome(r))
	case trace.Partly:
		if exhaust {
			t.Errorf("%s\nhint: this test must try every schedule: make it smaller, or allow more with explore.Schedules or explore.Within", render.Outcome(r))
			return
		}
		t.Log(render.Outcome(r))
	case trace.Failed:
		t.Error("\n" + render.Text(r, render.Options{ASCII: console.WantASCII(), OmitLimits: true, ReplayCommand: replay}))
	default:
		// Not render.Outcome: last words keep their lines.
		t.Fatalf("inconclusive: %s\nhint: the explorer says nothing about this test; run it with `go test -race`", r.Reason)
	}
}
