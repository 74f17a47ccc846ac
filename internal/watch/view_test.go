package watch

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/course"
)

func TestDebriefBeginsWithItsFirstLines(t *testing.T) {
	root := t.TempDir()
	w := newWatch(Options{Checkout: course.Checkout{Root: root}}, course.Lab{Name: "cakebox"})
	assert.Empty(t, w.debrief(), "there is none")
	path := filepath.Join(root, "solutions", "cakebox", "README.md")
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	write(t, path, "# Debrief\n\n## What happened\n"+strings.Repeat("A line.\n", 20))
	lines := strings.Split(w.debrief(), "\n")
	assert.Equal(t, "  What happened", lines[0])
	assert.Len(t, lines, debriefLines+2)
	assert.Contains(t, lines[debriefLines], "…")
}
