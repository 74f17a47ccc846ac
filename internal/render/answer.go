package render

import "racelab/internal/trace"

// Answer is what the test says that was explored: how it ends, and why. If exhaust, not
// to have tried every schedule is a failure.
func Answer(r *trace.Report, exhaust bool, opt Options) trace.Answer {
	a := trace.Answer{Test: r.Test, End: trace.EndPassed, Says: Outcome(r)}
	switch {
	case r.Outcome == trace.Passed, r.Outcome == trace.Partly && !exhaust:
	case r.Outcome == trace.Partly:
		a.End = trace.EndFailed
		a.Says += "\nhint: this test must try every schedule: make it smaller, or allow more with explore.Schedules or explore.Within"
	case r.Outcome == trace.Failed:
		a.End, a.Says = trace.EndFailed, "\n"+Text(r, opt)
	default:
		// Not Outcome: last words keep their lines.
		return Unknown(r.Test, r.Reason+"\nhint: the explorer says nothing about this test; run it with `go test -race`")
	}
	return a
}

// Unknown is what a test says of which nothing could be found out.
func Unknown(test, why string) trace.Answer {
	return trace.Answer{Test: test, End: trace.EndFailed, Ends: true, Says: "inconclusive: " + why}
}
