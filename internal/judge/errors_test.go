package judge

import (
	"errors"
	"io/fs"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
)

// A full disk is not the learner's fault, and what does not compile is.
func TestWhatTheMachineLacksIsNoVerdict(t *testing.T) {
	full := &fs.PathError{Op: "write", Path: "x.go", Err: syscall.ENOSPC}
	for _, c := range []struct {
		reason  string
		unbuilt error
		want    string
	}{
		{"nothing went wrong", nil, ""},
		{"does not compile", &build.Error{What: "does not build", Detail: "x.go:3: undefined: y"}, ""},
		{"the rewriter's own file", &build.Error{What: "cannot keep it", Err: full, Hint: "make room here"}, "cannot keep it: write x.go: no space left on device\nhint: make room here"},
		{"the linker's", errors.New("link: mapping output file failed: no space left on device"), "link: mapping output file failed: no space left on device\nhint: make room in TMPDIR and in the folder that XDG_CACHE_HOME or HOME names"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			err := ofTheMachine(c.unbuilt)
			if c.want == "" {
				assert.NoError(t, err)
				return
			}
			assert.EqualError(t, err, c.want)
		})
	}
}

// TestAFullDiskEndsARun: what could not be explored keeps a run from its verdict.
func TestAFullDiskEndsARun(t *testing.T) {
	j, candidate := newJudge(t, sourceOf("", `return 42`, ""))
	b, err := j.Build(t.Context(), "x", candidate, false)
	require.NoError(t, err)
	t.Cleanup(func() { b.Close() })
	x, err := newExploration(t.TempDir())
	require.NoError(t, err)
	x.last()
	x.failed = ofTheMachine(&fs.PathError{Op: "write", Path: "x.go", Err: syscall.ENOSPC})
	close(x.over)
	b.ahead, b.tests.ahead = x, true
	var tool *ToolError
	assert.ErrorAs(t, b.Run(t.Context(), 1).Err, &tool)
}
