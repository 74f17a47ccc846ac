package explore

import (
	"testing"

	"racelab/internal/trace"
)

// say ends a test as its answer has it.
func say(t testing.TB, a trace.Answer) {
	t.Helper()
	switch {
	case a.End == trace.EndSkipped:
		t.Skip(a.Says)
	case a.Ends:
		t.Fatal(a.Says)
	case a.End == trace.EndFailed:
		t.Error(a.Says)
	default:
		t.Log(a.Says)
	}
}
