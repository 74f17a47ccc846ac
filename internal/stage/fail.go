package stage

import (
	"fmt"
	"testing"

	"racelab/internal/tell"
	"racelab/internal/trace"
)

// A Fault is the kind of a failure.
type Fault = trace.Fault

// The faults that a test can see by itself.
const (
	Deadlock   = trace.Deadlock
	Livelock   = trace.Livelock
	Starvation = trace.Starvation
)

// Fail fails t as Errorf does, and says which kind of failure it is. Whoever
// judges the test goes by the kind; the words are for readers.
func Fail(t testing.TB, kind Fault, format string, args ...any) {
	t.Helper()
	t.Error(told(t.Name(), kind, fmt.Sprintf(format, args...)))
}

// Fatal is Fail, and ends the test as FailNow does.
func Fatal(t testing.TB, kind Fault, format string, args ...any) {
	t.Helper()
	t.Fatal(told(t.Name(), kind, fmt.Sprintf(format, args...)))
}

// A finding is what the stage has seen of a body that does not come to its end.
type finding struct {
	kind Fault // "" if it is no fault of the program
	says string
}

// told tells the judge, and returns the words for a reader.
func told(test string, kind Fault, says string) string {
	if kind != "" {
		says = string(kind) + ": " + says
	}
	tell.Evidence(trace.Evidence{Test: test, Fault: kind, Says: says})
	return says
}
