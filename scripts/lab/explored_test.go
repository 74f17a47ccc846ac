package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/judge"
	"racelab/internal/syllabus"
)

const explorerReport = `=== RUN   TestBox
    box_test.go:9: crumbs
--- FAIL: TestBox (0.00s)
=== RUN   TestBoxOnEverySchedule
    box_test.go:27: 
        FAIL  TestBoxOnEverySchedule  failed
        
        cause   assertion: Ada changes what Bert has read, before Bert acts on it
                at box.go:30
        says    want 1, got 2
                One cake is gone.
        
            test
            │ Ada
          1 │ ✗  box.go:30  b.cakes++  ✗ here
        
        replay  go tool lab explore ./labs/box -replay '0x3'
        
--- FAIL: TestBoxOnEverySchedule (6.90s)
=== RUN   TestLid
    lid_test.go:27: 
        FAIL  TestLid  failed
        
        cause   leak: another story
`

func TestOneExplanationIsTold(t *testing.T) {
	e, ok := explained(explorerReport)
	require.True(t, ok)
	assert.Equal(t, "TestBoxOnEverySchedule", e.test)
	assert.Equal(t, []string{"want 1, got 2", "One cake is gone."}, e.says)
	assert.Equal(t, []string{
		"cause   assertion: Ada changes what Bert has read, before Bert acts on it",
		"        at box.go:30",
		"",
		"    test",
		"    │ Ada",
		"  1 │ ✗  box.go:30  b.cakes++  ✗ here",
		"",
		"replay  go tool lab explore ./labs/box -replay '0x3'",
	}, e.lines)

	_, ok = explained(raceReport)
	assert.False(t, ok, "the explorer has said nothing")
}

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
	lab, _ := syllabus.Find("cakebox")
	a.explain(lab, r, true)
	assert.True(t, strings.HasPrefix(out.String(), block), "the README shows\n%s\nand this is printed:\n%s", block, out.String())
}
