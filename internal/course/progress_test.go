package course_test

import (
	"os"
	"path/filepath"
	"testing"

	"racelab/internal/course"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestProgressSurvivesARestart(t *testing.T) {
	root := t.TempDir()
	p, err := course.LoadProgress(root)
	require.NoError(t, err)
	p.Solve("cakebox")
	p.Solve("cakebox")
	p.Hints["tally"] = 2
	require.NoError(t, p.Save())

	again, err := course.LoadProgress(root)
	require.NoError(t, err)
	assert.Equal(t, []string{"cakebox"}, again.Solved)
	assert.Equal(t, 2, again.Hints["tally"])
	assert.True(t, again.IsSolved("cakebox"))
	assert.False(t, again.IsSolved("tally"))
}

func TestSavingLeavesNoTemporaryFiles(t *testing.T) {
	root := t.TempDir()
	p, err := course.LoadProgress(root)
	require.NoError(t, err)
	require.NoError(t, p.Save())
	require.NoError(t, p.Save())
	entries, err := os.ReadDir(filepath.Dir(course.ProgressPath(root)))
	require.NoError(t, err)
	assert.Len(t, entries, 1)
}

func TestADamagedFileIsSetAside(t *testing.T) {
	root := t.TempDir()
	path := course.ProgressPath(root)
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	for _, damaged := range []string{"{half a fi", `{"version": 99}`} {
		require.NoError(t, os.WriteFile(path, []byte(damaged), 0o644))
		p, err := course.LoadProgress(root)
		assert.ErrorContains(t, err, "damaged")
		require.NotNil(t, p)
		require.NoError(t, p.Save())
	}
	kept, err := os.ReadFile(path + ".bak-2")
	require.NoError(t, err)
	assert.Equal(t, `{"version": 99}`, string(kept))
}

func TestABackupNeverOverwritesAnEarlierOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cakebox.go")
	for _, text := range []string{"first", "second"} {
		require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
		_, err := course.Backup(path)
		require.NoError(t, err)
	}
	first, err := os.ReadFile(path + ".bak-1")
	require.NoError(t, err)
	assert.Equal(t, "first", string(first))
}

func TestTheNextLabIsTheFirstUnsolvedOne(t *testing.T) {
	p, err := course.LoadProgress(t.TempDir())
	require.NoError(t, err)
	labs := course.Labs
	next := func(after string) string {
		l, _ := p.Next(after)
		return l.Name
	}
	assert.Equal(t, labs[0].Name, next(""))
	assert.Equal(t, labs[1].Name, next(labs[0].Name))
	assert.Equal(t, labs[0].Name, next(labs[len(labs)-1].Name), "after the last one it begins again")
	p.Solve(labs[1].Name)
	assert.Equal(t, labs[2].Name, next(labs[0].Name))
	assert.Equal(t, 1, p.Count(labs))
	for _, l := range labs {
		p.Solve(l.Name)
	}
	_, left := p.Next("")
	assert.False(t, left)
}
