package judge

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	. "racelab/internal/course"
)

func TestHangRunsOutOfTime(t *testing.T) {
	j, candidate := newJudge(t, sourceOf("time", `time.Sleep(time.Hour); return 42`, ""))
	j.Wall = 300 * time.Millisecond
	r, err := j.Try(t.Context(), "x", candidate, false, 1)
	require.NoError(t, err)
	assert.Equal(t, OutOfTime, r.Verdict)
	assert.Contains(t, r.Note, "still running after 300ms")
	assert.Less(t, r.Duration, 5*time.Second)
}

func TestFloodIsCutShort(t *testing.T) {
	j, candidate := newJudge(t, sourceOf("fmt", `for { fmt.Println("cake cake cake cake") }`, ""))
	r, err := j.Try(t.Context(), "x", candidate, false, 1)
	require.NoError(t, err)
	assert.Equal(t, WrongResult, r.Verdict)
	assert.Contains(t, r.Note, "printed more")
	assert.LessOrEqual(t, len(r.Output), j.Output+4096, "names in it may have grown")
	assert.Less(t, r.Duration, j.Wall)
}

func TestToolErrorsSayWhatHelps(t *testing.T) {
	j, candidate := newJudge(t, sourceOf("", `return 42`, ""))
	for _, c := range []struct {
		reason, lab, candidate string
		env                    [2]string
		race                   bool
		want                   string
	}{
		{"no such lab", "nope", candidate, [2]string{}, false, "name one of the folders in labs"},
		{"a path is no lab", "../x", candidate, [2]string{}, false, "is not the name of a lab"},
		{"no such file", "x", candidate + "x", [2]string{}, false, "name a Go file"},
		{"a folder", "x", filepath.Dir(candidate), [2]string{}, false, "is not a file"},
		{"no Go", "x", candidate, [2]string{"PATH", ""}, false, "install Go from"},
		{"no cgo", "x", candidate, [2]string{"CGO_ENABLED", "0"}, true, "set CGO_ENABLED=1"},
		{"no cache", "x", candidate, [2]string{"GOCACHE", "/dev/null/x"}, false, "set GOCACHE"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			if c.env[0] != "" {
				t.Setenv(c.env[0], c.env[1])
			}
			_, err := j.Try(t.Context(), c.lab, c.candidate, c.race, 1)
			var tool *ToolError
			require.ErrorAs(t, err, &tool)
			assert.Contains(t, err.Error(), c.want)
			assert.NotEmpty(t, tool.Hint)
		})
	}
}

func TestNewWantsTheCourse(t *testing.T) {
	_, err := New(t.TempDir())
	var tool *ToolError
	require.ErrorAs(t, err, &tool)
	assert.ErrorIs(t, err, os.ErrNotExist)
}

func TestTestsOfFollowsTheGoCommand(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x_test.go")
	write(t, path, "package x\nfunc TestMain() {}\nfunc TestA(t *testing.T) {}\nfunc Testament() {}\nfunc Test(tb *testing.T) { tb.Skip() }\nfunc (T) TestB() {}\n")
	p, err := readPristine(path)
	require.NoError(t, err)
	assert.Equal(t, []string{"TestA", "Test"}, p.tests)
	assert.Equal(t, "package x; import racelabJudge \"racelab/internal/tell\"\nfunc TestMain() {}\nfunc TestA(t *testing.T) { racelabJudge.Test(t);}\n"+
		"func Testament() {}\nfunc Test(tb *testing.T) { racelabJudge.Test(tb); tb.Skip() }\nfunc (T) TestB() {}\n", string(p.telling), "no line moves")
}

// It sleeps for an hour when the explorer has spoken, as far as the judge knows.
func TestAKnownFailureIsNotWaitedForLong(t *testing.T) {
	j, candidate := newJudge(t, sourceOf("time:racelab/internal/tell:racelab/internal/trace", `
	tell.Evidence(trace.Evidence{Test: t.Name(), Report: &trace.Report{Outcome: trace.Failed, Failure: &trace.Failure{Fault: trace.Deadlock}}})
	time.Sleep(time.Hour)
	return 42`, ""))
	j.Rest = 200 * time.Millisecond
	r, err := j.Try(t.Context(), "x", candidate, false, 1)
	require.NoError(t, err)
	assert.Equal(t, []Verdict{Deadlock}, r.Found)
	assert.Contains(t, r.Note, "not waited for")
	assert.Less(t, r.Duration, 10*time.Second)
}
