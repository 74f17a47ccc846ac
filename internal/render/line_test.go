package render

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/trace"
)

func TestALineTellsOfTheRaceBesideAFailure(t *testing.T) {
	r := &trace.Report{Test: "TestIt", Outcome: trace.Failed, Failure: &trace.Failure{Fault: trace.Assertion}}
	assert.Equal(t, "FAIL  TestIt  assertion", Line(r, 6, Options{}))
	r.Race = &trace.Race{}
	assert.Equal(t, "FAIL  TestIt  assertion, and a data race", Line(r, 6, Options{}))
	r.Failure.Fault = trace.DataRace
	assert.Equal(t, "FAIL  TestIt  data race", Line(r, 6, Options{}))
}
