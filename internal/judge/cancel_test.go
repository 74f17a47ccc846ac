package judge

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A learner who saves again and again cancels one build after the other.
func TestACancelledBuildLeavesNothingBehind(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	j, candidate := newJudge(t, sourceOf("", "return 42", ""))
	for _, after := range []time.Duration{0, 100 * time.Millisecond, 400 * time.Millisecond} {
		ctx, cancel := context.WithTimeout(t.Context(), after)
		b, err := j.Build(ctx, "x", candidate, true)
		cancel()
		if err == nil { // a quick machine
			b.Close()
		}
	}
	require.NoError(t, j.Close())
	left, err := os.ReadDir(temp)
	require.NoError(t, err)
	assert.Empty(t, left)
}
