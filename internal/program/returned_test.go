package program

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
	"racelab/internal/trace"
)

// TestRowsTellWhatStopReturned: what follows hangs on it.
func TestRowsTellWhatStopReturned(t *testing.T) {
	t.Parallel()
	p := built(t, build.Config{Dir: "testdata/bugs"})
	for _, test := range []string{"TestStopInTime", "TestForgottenAfterAll"} {
		report, err := p.Run(t.Context(), trace.Request{Test: test, Seed: 1}, nil)
		require.NoError(t, err)
		require.NotNil(t, report.Failure, test)
		var told []string
		for _, s := range report.Failure.Steps {
			for _, f := range s.Notes {
				if f.Kind == trace.FactGives {
					told = append(told, f.Text)
				}
			}
		}
		assert.Equal(t, []string{"true"}, told, test)
	}
}
