package survey

import (
	"context"
	"slices"
	"strings"

	"racelab/internal/render"
	"racelab/internal/trace"
)

// isAlone reports whether a failure of two calls at once is none of concurrency: the
// same calls, one after the other, fail in the same way. For a panic either order will
// do, at the same place. A call that waits for ever after the other has returned may do
// so if it comes second; else both orders have to show it.
func (s *Survey) isAlone(ctx context.Context, f *Found, request trace.Request, failed *trace.Report) bool {
	if failed.Failure == nil {
		return false
	}
	request.Replay = ""
	inTurn := func(test string) bool {
		request.Test = test
		return failsLike(failed, s.report(ctx, f, request, 0).Report)
	}
	turns := s.Turns(request.Test)
	returned := returned(failed.Failure)
	switch {
	case failed.Failure.Fault == trace.Panic:
		return inTurn(turns[0]) || inTurn(turns[1])
	case returned >= 0:
		return inTurn(turns[returned])
	}
	return inTurn(turns[0]) && inTurn(turns[1])
}

// failsLike reports whether r, of calls one after the other, fails as failed does. One
// goroutine that goes round for ever and makes no step that others could notice is
// called inconclusive.
func failsLike(failed, r *trace.Report) bool {
	fault := failed.Failure.Fault
	switch {
	case r == nil:
		return false
	case fault.Endless() && r.Outcome == trace.Inconclusive:
		return true
	case r.Failure == nil || r.Failure.Fault != fault:
		return false
	}
	return fault != trace.Panic || fatalAt(failed.Failure) == fatalAt(r.Failure)
}

// fatalAt is where a failure happens, outside of tests: the lines of tests that were
// made differ.
func fatalAt(f *trace.Failure) string {
	for _, s := range f.Steps {
		if s.Fatal && !strings.HasSuffix(s.Where.File, "_test.go") {
			return render.At(s.Where)
		}
	}
	return ""
}

// returned says which of the two calls of a test has returned although the other has
// not, 0 or 1; and -1 if both have, or none.
func returned(f *trace.Failure) int {
	var calls []trace.Task // the test's own goroutines, in the order of the source
	for _, t := range f.Tasks {
		if t.Parent == 0 && strings.HasSuffix(t.Where.File, "_test.go") {
			calls = append(calls, t)
		}
	}
	slices.SortFunc(calls, func(a, b trace.Task) int { return a.Where.Line - b.Where.Line })
	if len(calls) != 2 {
		return -1
	}
	isDone := func(call trace.Task) bool {
		return slices.ContainsFunc(f.Steps, func(s trace.Step) bool {
			return s.Task == call.ID && s.Op.Use().Finishes && s.Where.File == call.Where.File
		})
	}
	switch first, second := isDone(calls[0]), isDone(calls[1]); {
	case first && !second:
		return 0
	case second && !first:
		return 1
	}
	return -1
}
