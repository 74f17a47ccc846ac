package explore

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/trace"
)

// heard takes down what is said to a test.
type heard struct {
	testing.TB
	logged, failed, stopped string
}

func (h *heard) Helper()           {}
func (h *heard) Log(args ...any)   { h.logged += fmt.Sprint(args...) }
func (h *heard) Error(args ...any) { h.failed += fmt.Sprint(args...) }
func (h *heard) Fatal(args ...any) { h.stopped += fmt.Sprint(args...); runtime.Goexit() }

func told(r *trace.Report, exhaust bool) *heard {
	h := &heard{}
	done := make(chan struct{})
	go func() {
		defer close(done)
		conclude(h, r, exhaust, func(schedule string) string { return "replay " + schedule })
	}()
	<-done
	return h
}

func TestPatientIsOneKindOfTime(t *testing.T) {
	var s settings
	Patient()(&s)
	assert.Equal(t, trace.Patient, s.request.TimeMode)
}

func TestEachOutcomeIsToldAsWhatItIs(t *testing.T) {
	passed := told(&trace.Report{Outcome: trace.Passed, Executions: 6, Classes: 6}, true)
	assert.Equal(t, &heard{logged: "passed: all 6 schedules"}, passed)

	partly := &trace.Report{Outcome: trace.Partly, Executions: 6, Reason: "out of time"}
	assert.Equal(t, &heard{logged: "no failure in 6 schedules; not all were tried (out of time)"}, told(partly, false))
	strict := told(partly, true)
	assert.Empty(t, strict.logged)
	assert.Contains(t, strict.failed, "no failure in 6 schedules; not all were tried (out of time)\nhint: this test must try every schedule")

	unknown := told(&trace.Report{Outcome: trace.Inconclusive, Reason: "it uses the network"}, false)
	assert.Contains(t, unknown.stopped, "inconclusive: it uses the network\nhint:")

	failed := told(&trace.Report{Test: "TestX/a", Outcome: trace.Failed, Failure: &trace.Failure{Fault: trace.Deadlock, Replay: "0*2 1"}}, false)
	assert.Contains(t, failed.failed, "deadlock")
	assert.Contains(t, failed.failed, "replay 0*2 1")
}

func TestSometimesIsSilentOutsideOfTheChild(t *testing.T) {
	assert.NotPanics(t, func() { Sometimes("two bakers at work", false) })
}
