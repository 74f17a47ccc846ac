package program

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/trace"
)

// TestChildThatIsStoppedIsWaitedFor stops the child for longer than it may be silent.
func TestChildThatIsStoppedIsWaitedFor(t *testing.T) {
	p := playing(t, "stopped")
	p.Quiet = 300 * time.Millisecond
	report, err := p.Run(t.Context(), trace.Request{Test: "TestX"}, nil)
	require.NoError(t, err)
	assert.Equal(t, trace.Passed, report.Outcome, report.Reason)
}
