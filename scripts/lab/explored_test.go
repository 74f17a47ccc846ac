package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/course"
	"racelab/internal/judge"
)

// The first thing that a newcomer reads is what the command prints of the lab
// as the course ships it, whatever is in the labs folder at the moment.
func TestTheReadmeShowsWhatIsPrinted(t *testing.T) {
	root, err := findRoot(must(os.Getwd()))
	require.NoError(t, err)
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	require.NoError(t, err)
	_, block, _ := strings.Cut(string(readme), "```\n$ go tool lab run cakebox\n")
	block, _, _ = strings.Cut(block, "…\n```")
	require.NotEmpty(t, block)

	j, err := judge.New(root)
	require.NoError(t, err)
	defer j.Close()
	r, err := j.Try(t.Context(), "cakebox", filepath.Join(root, pristineFile("cakebox")), true, 2)
	require.NoError(t, err)
	var out bytes.Buffer
	a := &app{ctx: t.Context(), out: &out, err: &out, root: root, cwd: root}
	lab, _ := course.Find("cakebox")
	a.explain(lab, r, true)
	assert.True(t, strings.HasPrefix(out.String(), block), "the README shows\n%s\nand this is printed:\n%s", block, out.String())
}
