package judge

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/course"
	"racelab/internal/trace"
)

func TestAVerdictIsKnownUntilSomethingChanges(t *testing.T) {
	j, err := New(filepath.Join("..", ".."))
	require.NoError(t, err)
	defer j.Close()
	lab, _ := course.Find("cakebox")
	source, err := os.ReadFile(filepath.Join(j.root, lab.Pristine()))
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "mine.go")
	source = fmt.Appendf(source, "\n// of %s\n", time.Now()) // a file of which nothing can be known
	write(t, file, string(source))
	known := func(race bool, cpu int) (Result, bool) { return j.Known(t.Context(), lab.Name, file, race, cpu) }
	_, ok := known(false, 2)
	require.False(t, ok, "nobody has judged it")

	b, err := j.Build(t.Context(), lab.Name, file, false)
	require.NoError(t, err)
	defer b.Close()
	r := b.Run(t.Context(), 2)
	require.NoError(t, r.Err)
	require.NotEqual(t, course.Pass, r.Verdict)
	assert.NotEmpty(t, b.child, "the judge has built what the explorer runs")
	_, ok = known(false, 2)
	assert.False(t, ok, "nobody has kept it")
	b.Keep(t.Context(), r, 2)
	again, ok := known(false, 2)
	require.True(t, ok)
	assert.False(t, again.Judged.IsZero(), "it says that it is an earlier one")
	r.Judged = again.Judged
	assert.JSONEq(t, textOf(t, r), textOf(t, again))

	_, ok = known(true, 2)
	assert.False(t, ok, "a run with the race detector is another")
	_, ok = known(false, 1)
	assert.False(t, ok, "on one processor it is another")
	write(t, file, string(source)+"\n// another\n")
	_, ok = known(false, 2)
	assert.False(t, ok, "the file has changed")
	b.Keep(t.Context(), r, 2)
	_, ok = known(false, 2)
	assert.False(t, ok, "what is kept is for the file that was judged")
	write(t, file, string(source))
	_, ok = known(false, 2)
	assert.True(t, ok, "the file is what it was")
}

func textOf(t *testing.T, r Result) string {
	text, err := json.Marshal(r)
	require.NoError(t, err)
	return string(text)
}

func TestWhatLasts(t *testing.T) {
	report := func(o trace.Outcome, late bool) trace.Evidence {
		return trace.Evidence{Report: &trace.Report{Outcome: o, Late: late}}
	}
	passed, partly, failed := report(trace.Passed, false), report(trace.Partly, false), report(trace.Failed, false)
	cut := report(trace.Partly, true)
	for _, c := range []struct {
		why  string
		v    course.Verdict
		e    ending
		want bool
	}{
		{"the explorer has tried all", course.Pass, ending{evidence: []trace.Evidence{passed}}, true},
		{"its budget is in steps, and the same each time", course.Pass, ending{evidence: []trace.Evidence{passed, partly}}, true},
		{"more time would have tried more", course.Pass, ending{evidence: []trace.Evidence{passed, cut}}, false},
		{"native runs alone prove little", course.Pass, ending{}, false},
		{"the explorer has found a failure", course.WrongResult, ending{evidence: []trace.Evidence{cut, failed}}, true},
		{"and was not waited for any longer", course.WrongResult, ending{enough: true, evidence: []trace.Evidence{failed}}, true},
		{"only a native run has failed", course.WrongResult, ending{evidence: []trace.Evidence{passed}}, false},
		{"it took too long here", course.OutOfTime, ending{late: true, evidence: []trace.Evidence{failed}}, false},
		{"it printed too much", course.WrongResult, ending{flooded: true, evidence: []trace.Evidence{failed}}, false},
		{"a process was left", course.WrongResult, ending{held: true, evidence: []trace.Evidence{failed}}, false},
		{"it is not clear what was judged", course.WrongResult, ending{altered: true, evidence: []trace.Evidence{failed}}, false},
	} {
		assert.Equal(t, c.want, lasts(Result{Verdict: c.v, Reports: reports(c.e.evidence)}, c.e), c.why)
	}
}
