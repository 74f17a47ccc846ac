package survey

import (
	"context"
	"slices"

	"racelab/internal/render"
	"racelab/internal/trace"
)

// isAlone reports whether a failure of two calls at once is none of concurrency: the
// same calls, one after the other, fail in the same way. For a panic either order will
// do, at the same place. A call that waits for ever after the other has returned may do
// so if it comes second. If both have returned, and what they leave behind waits for ever,
// one order has to show it, at the same places; if none has, both orders. It is not sure
// if there was no time to find out.
func (s *Survey) isAlone(ctx context.Context, f *Found, request trace.Request, failed *trace.Report) (alone, sure bool) {
	if s.Turns == nil || failed.Failure == nil {
		return false, true
	}
	request.Replay = ""
	sure = true
	inTurn := func(test string) bool {
		request.Test = test
		r := s.report(ctx, f, request, s.left())
		sure = sure && !r.Untried && !r.Cut
		return failsLike(failed, r.Report)
	}
	turns := s.Turns(request.Test)
	switch first, second := returned(failed.Failure); {
	case failed.Failure.Fault == trace.Panic, first && second:
		alone = inTurn(turns[0]) || inTurn(turns[1])
	case first:
		alone = inTurn(turns[0])
	case second:
		alone = inTurn(turns[1])
	default:
		alone = inTurn(turns[0]) && inTurn(turns[1])
	}
	return alone, alone || sure
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
	if fault == trace.Panic {
		return fatalAt(failed.Failure) == fatalAt(r.Failure)
	}
	first, second := returned(failed.Failure)
	return !first || !second || slices.Equal(waitsAt(failed.Failure), waitsAt(r.Failure))
}

// waitsAt is where goroutines wait at the end, outside of tests, in order.
func waitsAt(f *trace.Failure) (places []string) {
	for _, w := range f.Waits {
		if !trace.IsTest(w.Where.File) {
			places = append(places, render.At(w.Where))
		}
	}
	slices.Sort(places)
	return places
}

// fatalAt is where a failure happens, outside of tests: the lines of tests that were
// made differ.
func fatalAt(f *trace.Failure) string {
	for _, s := range f.Steps {
		if s.Fatal && !trace.IsTest(s.Where.File) {
			return render.At(s.Where)
		}
	}
	return ""
}

// returned says which of the two calls of a test have returned.
func returned(f *trace.Failure) (first, second bool) {
	var calls []trace.Task // the test's own goroutines, in the order of the source
	for _, t := range f.Tasks {
		if t.Parent == 0 && trace.IsTest(t.Where.File) {
			calls = append(calls, t)
		}
	}
	slices.SortFunc(calls, func(a, b trace.Task) int { return a.Where.Line - b.Where.Line })
	if len(calls) != 2 {
		return false, false
	}
	isDone := func(call trace.Task) bool {
		return slices.ContainsFunc(f.Steps, func(s trace.Step) bool {
			return s.Task == call.ID && s.Op.Use().Finishes && s.Where.File == call.Where.File
		})
	}
	return isDone(calls[0]), isDone(calls[1])
}
