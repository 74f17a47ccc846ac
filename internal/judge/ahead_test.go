package judge

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/course"
)

// broken takes in a lab as the course ships it.
func broken(t *testing.T, lab string) (*Judge, *Binary) {
	t.Helper()
	j, err := New(filepath.Join("..", ".."))
	require.NoError(t, err)
	t.Cleanup(func() { j.Close() })
	l, _ := course.Find(lab)
	b, err := j.Take(lab, filepath.Join(j.root, l.Pristine()), false)
	require.NoError(t, err)
	return j, b
}

func TestTheExplorerNeedsNoBinary(t *testing.T) {
	_, b := broken(t, "cakebox")
	ahead := b.Ahead(t.Context())()
	require.NoError(t, ahead.Err)
	assert.Equal(t, []course.Verdict{course.DataRace, course.WrongResult}, ahead.Found)
	assert.Len(t, ahead.Reports, len(b.tests.explored))

	require.NoError(t, b.Compile(t.Context()))
	r := b.Run(t.Context(), 1)
	require.NoError(t, r.Err)
	for i, report := range r.Reports {
		assert.Same(t, ahead.Reports[i], report, "the run goes by what is known")
	}
	assert.Subset(t, r.Failed, b.tests.explored, "and its tests say so")
	again := b.Run(t.Context(), 4)
	require.Len(t, again.Reports, len(r.Reports))
	assert.Same(t, r.Reports[0], again.Reports[0], "so does the next one")
	assert.Equal(t, r.Failed, again.Failed)

	_, alone := broken(t, "cakebox")
	require.NoError(t, alone.Compile(t.Context()))
	own := alone.Run(t.Context(), 1)
	require.Len(t, own.Reports, len(r.Reports))
	assert.Equal(t, r.Reports[0].Failure, own.Reports[0].Failure, "a run before which nothing is known finds out for itself")
	assert.Equal(t, r.Failed, own.Failed)
}

// The run begins when the binary is there, and its tests wait for what the explorer finds.
// That counts also if the process has come to its end before.
func TestTheRunGoesOnBesideTheExplorer(t *testing.T) {
	j, b := broken(t, "cakebox")
	j.Rest = time.Minute // on a busy machine too
	source, err := os.ReadFile(b.source("cakebox"))
	require.NoError(t, err)
	put := regexp.MustCompile(`func \(b \*Box\) Put\(.*\{\n`)
	require.Regexp(t, put, string(source))
	crashing := filepath.Join(t.TempDir(), "cakebox.go")
	require.NoError(t, os.WriteFile(crashing, put.ReplaceAll(source, []byte("${0}panic(1)\n")), 0o600))
	c, err := j.Take("cakebox", crashing, false)
	require.NoError(t, err)
	for _, b := range []*Binary{b, c} {
		require.NoError(t, b.Compile(t.Context()))
		ends := b.Ahead(t.Context())
		r := b.Run(t.Context(), 1)
		require.NoError(t, r.Err)
		assert.Len(t, r.Reports, len(b.tests.explored))
		assert.Equal(t, r.Reports, ends().Reports)
		assert.Subset(t, r.Failed, b.tests.explored)
	}
}

// A test of which nobody knows beforehand what it explores does so where it runs.
func TestASubtestIsExploredWhereItRuns(t *testing.T) {
	_, b := broken(t, "twotools")
	ahead := b.Ahead(t.Context())()
	require.NoError(t, ahead.Err)
	assert.Empty(t, ahead.Reports)
	require.NoError(t, b.Compile(t.Context()))
	r := b.Run(t.Context(), 1)
	require.NoError(t, r.Err)
	assert.Contains(t, r.Found, course.Deadlock)
	assert.NotEmpty(t, r.Reports)
}

func TestWhatTakesLongIsNotExploredWhenOneTestHasFailed(t *testing.T) {
	j, b := broken(t, "cakebox")
	j.Rest = time.Nanosecond
	r := b.Ahead(t.Context())()
	require.NoError(t, r.Err)
	assert.Len(t, r.Reports, 1)
	require.NoError(t, b.Compile(t.Context()))
	r = b.Run(t.Context(), 1)
	require.NoError(t, r.Err)
	assert.Contains(t, r.Found, course.WrongResult)
	assert.Contains(t, r.Note, "not waited for")
}

// A loop that nothing interrupts costs the explorer seconds in each test, and no more than
// the first of them can tell what it is.
func TestWhatTakesLongIsNotExploredWhenOneTestCannotBeFollowed(t *testing.T) {
	j, b := broken(t, "cakebox")
	j.Rest = time.Nanosecond
	source, err := os.ReadFile(b.source("cakebox"))
	require.NoError(t, err)
	busy := filepath.Join(t.TempDir(), "cakebox.go")
	put := regexp.MustCompile(`func \(b \*Box\) Put\(.*\{\n`)
	require.NoError(t, os.WriteFile(busy, put.ReplaceAll(source, []byte("${0}for on := true; on; {\n}\n")), 0o600))
	c, err := j.Take("cakebox", busy, false)
	require.NoError(t, err)
	r := c.Ahead(t.Context())()
	require.NoError(t, r.Err)
	assert.Len(t, r.Reports, 1)
	assert.Equal(t, course.Inconclusive, r.Verdict)
}
