package program

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
	"racelab/internal/trace"
)

// TestHashesAreTheSameInEveryProcess has two processes tell the hash that a program takes
// out of the type of a map.
func TestHashesAreTheSameInEveryProcess(t *testing.T) {
	t.Parallel()
	p := built(t, build.Config{Dir: "testdata/ordinary/linked"})
	var said [2][]string
	for i := range said {
		report, err := p.Run(t.Context(), trace.Request{Test: "TestHashOfAMapIsTheSame", Seed: 1}, nil)
		require.NoError(t, err)
		require.NotNil(t, report.Failure)
		said[i] = report.Failure.Messages
	}
	assert.Equal(t, said[0], said[1])
}
