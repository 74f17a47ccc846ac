package judge

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/course"
)

// What was prepared needs no go command any more, and comes to the same.
func TestWhatIsPreparedIsNotLookedFor(t *testing.T) {
	j, err := New(filepath.Join("..", ".."))
	require.NoError(t, err)
	defer j.Close()
	b, err := j.Build(t.Context(), "cakebox", filepath.Join(j.root, "labs", "cakebox", "cakebox.go"), false)
	require.NoError(t, err)
	defer b.Close()
	alone := b.Run(t.Context(), 1)
	require.NoError(t, b.Prepare(t.Context()))

	t.Setenv("PATH", "")
	prepared := b.Run(t.Context(), 1)
	assert.Equal(t, alone.Found, prepared.Found)
	assert.Equal(t, alone.Places, prepared.Places)
	require.Len(t, prepared.Reports, len(alone.Reports))
	for i, r := range prepared.Reports {
		assert.Equal(t, alone.Reports[i].Failure, r.Failure)
	}

	b.child, b.program = "", nil
	assert.Contains(t, b.Run(t.Context(), 1).Found, course.Inconclusive, "whose program is not built finds no go command")
}
