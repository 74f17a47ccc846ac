package judge

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/course"
)

// testFile is the made lab's test file: Work must return 42.
const testFile = `package x

import "testing"

func TestWork(t *testing.T) {
	if got := Work(t); got != 42 {
		t.Errorf("got %d cakes, want 42", got)
	}
}

func TestAfterwards(t *testing.T) {}
`

// newCourse lays out a module with one lab, x, whose own files must not matter.
func newCourse(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	write(t, filepath.Join(root, "go.mod"), "module racelab\n\ngo 1.26.0\n")
	write(t, filepath.Join(root, "labs/x/x.go"), "package x\n\nthis does not compile\n")
	write(t, filepath.Join(root, "labs/x/x_test.go"), "package x\n")
	write(t, filepath.Join(root, "labs/x/notes.go"), "package notes\n")
	write(t, filepath.Join(root, "solutions/x/x_test.go"), testFile)
	// What the solution imports a candidate may import too.
	write(t, filepath.Join(root, "solutions/x/x.go"), "package x\n\nimport (\n\t_ \"os\"\n\t_ \"testing\"\n\n\t_ \"racelab/internal/stage\"\n)\n")
	for _, part := range []string{"brief", "tell", "trace", "stage"} {
		require.NoError(t, os.CopyFS(filepath.Join(root, "internal", part), os.DirFS(filepath.Join("..", part))))
	}
	return root
}

func write(t *testing.T, path, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
}

// newJudge returns a judge for a made course, and a candidate's path in it.
func newJudge(t *testing.T, source string) (*Judge, string) {
	t.Helper()
	j, err := New(newCourse(t))
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, j.Close()) })
	candidate := filepath.Join(t.TempDir(), "mine.go")
	write(t, candidate, source)
	return j, candidate
}

// sourceOf makes a candidate of the body of Work and what its file needs.
func sourceOf(imports, body, rest string) string {
	text := "package x\n\nimport \"testing\"\n"
	for _, path := range filepath.SplitList(imports) {
		text += "import \"" + path + "\"\n"
	}
	return text + "\nfunc Work(t *testing.T) int {\n" + body + "\n}\n" + rest + "\n"
}

func TestEachProgramGetsItsVerdict(t *testing.T) {
	for _, c := range programs {
		t.Run(c.reason, func(t *testing.T) {
			j, candidate := newJudge(t, c.source)
			r, err := j.Try(t.Context(), "x", candidate, c.race, 2)
			require.NoError(t, err)
			assert.Equal(t, c.verdict, r.Verdict, r.Output)
			assert.Equal(t, c.found, r.Found, r.Output)
			if len(r.Failed) > 0 && c.verdict != course.DataRace {
				assert.NotEmpty(t, slices.Concat(r.Quotes, r.Said), "whoever fails is told what was said")
			}
			assert.Contains(t, r.Note, c.note)
			assert.Equal(t, c.note == "", r.Note == "", "note: %s", r.Note)
		})
	}
}

func TestTestsAreSorted(t *testing.T) {
	j, candidate := newJudge(t, sourceOf("", `return 41`, ""))
	r, err := j.Try(t.Context(), "x", candidate, false, 1)
	require.NoError(t, err)
	assert.Equal(t, []string{"TestWork"}, r.Failed)
	assert.Equal(t, []string{"TestAfterwards"}, r.Passed)
	assert.Empty(t, r.Missing)
	assert.Positive(t, r.Duration)
}

func TestPositionsNameTheLearnersFile(t *testing.T) {
	j, candidate := newJudge(t, "package x\n\nfunc Work() int { return cake }\n")
	_, err := j.Build(t.Context(), "x", candidate, false)
	var build *BuildError
	require.ErrorAs(t, err, &build)
	assert.Contains(t, build.Output, candidate+":3:")

	write(t, candidate, sourceOf("", "\n\n\npanic(1)", ""))
	r, err := j.Try(t.Context(), "x", candidate, false, 1)
	require.NoError(t, err)
	assert.Contains(t, r.Output, candidate+":9")
}

func TestNothingInTheTreeIsWritten(t *testing.T) {
	j, candidate := newJudge(t, sourceOf("", `return 42`, ""))
	before := listing(t, j.root)
	_, err := j.Try(t.Context(), "x", candidate, false, 1)
	require.NoError(t, err)
	assert.Equal(t, before, listing(t, j.root))
	left, err := os.ReadDir(j.work)
	require.NoError(t, err)
	assert.Len(t, left, 1, "a run takes its binary with it; the lock stays")
}

func listing(t *testing.T, root string) map[string]time.Time {
	t.Helper()
	seen := map[string]time.Time{}
	require.NoError(t, filepath.Walk(root, func(path string, info os.FileInfo, err error) error {
		if err == nil {
			seen[path] = info.ModTime()
		}
		return err
	}))
	return seen
}

func TestCancelledRunHasNoVerdict(t *testing.T) {
	j, candidate := newJudge(t, sourceOf("time", `time.Sleep(time.Hour); return 42`, ""))
	b, err := j.Build(t.Context(), "x", candidate, false)
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	r := b.Run(ctx, 1)
	assert.ErrorIs(t, r.Err, context.DeadlineExceeded)
	assert.Empty(t, r.Verdict)
}
