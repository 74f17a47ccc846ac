package child

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/sim/std/racelab/explore"
	simtesting "racelab/internal/sim/std/testing"
	"racelab/internal/trace"
)

func TestATestsOwnOptionsCount(t *testing.T) {
	own := []explore.Option{explore.Schedules(7), explore.MaxSteps(5_000), explore.Patient()}
	body := func(t *simtesting.T) { explore.Test(t, crowd, own...) }
	r := newSession(trace.Request{Test: "TestIt"}, nil, body).explore()
	assert.Equal(t, 7, r.Executions)
	assert.Equal(t, "the test itself asks for no more than 7 schedules", r.Reason)
	assert.Nil(t, r.Overruled)

	r = newSession(trace.Request{Test: "TestIt", Schedules: 9, TimeMode: trace.Eager}, nil, body).explore()
	assert.Equal(t, 9, r.Executions)
	assert.Equal(t, &trace.Options{Schedules: 7, Patient: true}, r.Overruled)

	r = newSession(trace.Request{Test: "TestIt", Schedules: 9}, nil, crowd).explore()
	assert.Nil(t, r.Own)
}

func TestATestThatIsPatientFailsOnlyThen(t *testing.T) {
	body := func(t *simtesting.T) { explore.Test(t, impatient, explore.Patient()) }
	assert.Equal(t, trace.Passed, newSession(trace.Request{Test: "TestIt"}, nil, body).explore().Outcome)
	assert.Equal(t, trace.Failed, newSession(trace.Request{Test: "TestIt", TimeMode: trace.Both}, nil, body).explore().Outcome)
}
