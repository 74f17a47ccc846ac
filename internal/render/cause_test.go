package render

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/trace"
)

// Whoever was built before the explorer's program leaves out what it does not know.
func TestACauseOfALaterVersionIsLeftOut(t *testing.T) {
	later := trace.Cause{Kind: "of a later version"}
	f := &trace.Failure{Fault: trace.Deadlock, Cause: trace.Cause{Kind: later.Kind, Because: &later}}
	assert.Equal(t, "deadlock: "+usual[trace.Deadlock], causeOf(f, names{}))
}
