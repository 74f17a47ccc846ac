package markdown

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/console"
)

const page = "# Debrief\n\n## What happened\n| second | first clerk | `mark` |\n|---|---|---|\n| 0 | looks, and reckons | 1 |\n| 30 | | **2** |\n\n" +
	"Both *run* on, see `sync.Mutex`\nand <https://go.dev>.\n\n- one item that is long enough to be wrapped\n- two\n\n```\nmu.Lock()\n```\n"

func TestAPageFitsTheWidth(t *testing.T) {
	console.WithoutColour()
	assert.Equal(t, strings.Split(`Debrief

What happened
second  first clerk         `+"`mark`"+`
0       looks, and reckons  1
30                          2

Both run on, see `+"`sync.Mutex`"+` and
https://go.dev.

- one item that is long enough to be
  wrapped
- two

    mu.Lock()`, "\n"), Lines([]byte(page), 38))

	narrow := Lines([]byte(page), 24)
	assert.Contains(t, narrow, "- second: 0")
	assert.Contains(t, narrow, "  first clerk: looks,")
	assert.Contains(t, narrow, "    and reckons")
}

// What the course shows of its own must fit a telephone, but for code and long names.
func TestEveryDebriefFits(t *testing.T) {
	files, err := filepath.Glob("../../solutions/*/README.md")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, width := range []int{80, 40} {
			for _, line := range Lines(source, width) {
				long := console.Cells(line) > width && strings.Contains(strings.TrimSpace(line), " ") && !strings.HasPrefix(line, "    ")
				assert.False(t, long, "%s at %d: %s", file, width, line)
			}
		}
	}
}
