//go:build darwin || linux

package judge

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheNextJudgeTidiesUpAfterOneThatWasKilled(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	killed := filepath.Join(temp, "racelab-judge-killed")
	write(t, filepath.Join(killed, lockFile), "")
	write(t, filepath.Join(killed, "1", "x.test"), "")
	long := time.Now().Add(-time.Minute)
	require.NoError(t, os.Chtimes(killed, long, long))

	root := newCourse(t)
	first, err := New(root)
	require.NoError(t, err)
	assert.NoDirExists(t, killed)
	require.NoError(t, os.Chtimes(first.work, long, long))
	second, err := New(root)
	require.NoError(t, err)
	assert.DirExists(t, first.work, "its judge lives")
	require.NoError(t, first.Close())
	require.NoError(t, second.Close())
	left, err := os.ReadDir(temp)
	require.NoError(t, err)
	assert.Empty(t, left)
}
