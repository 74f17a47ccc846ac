package judge

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	. "racelab/internal/syllabus"
	"racelab/internal/trace"
)

func TestTestsAreToldOfTheOverlay(t *testing.T) {
	t.Setenv(trace.NativeVar, "1") // a learner's own, which must not keep the explorer away
	j, candidate := newJudge(t, program("os", `t.Errorf("native %q, overlay %q", os.Getenv("RACELAB_NATIVE"), os.Getenv("RACELAB_OVERLAY")); return 42`, ""))
	b, err := j.Build(t.Context(), "x", candidate, false)
	require.NoError(t, err)
	assert.Contains(t, b.Run(t.Context(), 1).Output, `native "", overlay "`+b.cover+`"`)
}

func TestASubtestThatPassesIsNoWrongResult(t *testing.T) {
	e := fails("cause   deadlock: Ada and Bob each hold what the other one waits for")
	e.output = "=== RUN   TestA/one\n    a_test.go:3: passed: all 2 schedules\n    a_test.go:3: passed 2 schedules, not all (the budget was used up)\n" + e.output
	assert.Equal(t, []Verdict{Deadlock}, classify([]string{"TestA"}, e).Found)
}

func TestWhatWasNotTriedToTheEndIsCounted(t *testing.T) {
	passes := "=== RUN   TestA\n    a_test.go:3: passed: all 1,648 schedules\n    a_test.go:9: passed 1,000 schedules, not all (the budget was used up)\n--- PASS: TestA (0.00s)\nPASS\n"
	r := classify([]string{"TestA"}, ending{output: passes})
	assert.Equal(t, Pass, r.Verdict)
	assert.Equal(t, 1, r.Open)
}

// These fixes fail under no schedule that a machine would choose, and the labs'
// own folders hold other programs.
func TestTheExplorerTriesTheCandidate(t *testing.T) {
	j, err := New("../..")
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, j.Close()) })
	for _, c := range []struct {
		lab, fix string
		verdict  Verdict
	}{
		{"tally", "testdata/rejected/atomic-load-store-late", WrongResult},
		{"tally", "testdata/accepted/atomic-add", Pass},
	} {
		candidate, err := filepath.Abs(filepath.Join("../../solutions", c.lab, c.fix, c.lab+".go"))
		require.NoError(t, err)
		r, err := j.Try(t.Context(), c.lab, candidate, false, 1)
		require.NoError(t, err)
		assert.Equal(t, c.verdict, r.Verdict, "%s: %s", c.fix, r.Output)
	}
}
