package attempt

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/account"
	"racelab/internal/command"
	"racelab/internal/course"
	"racelab/internal/event"
	"racelab/internal/judge"
	"racelab/internal/trace"
)

// tried is an attempt in the checkout at root that prints to out.
func tried(root string, out io.Writer) Attempt {
	checkout := course.Checkout{Root: root}
	return Attempt{Checkout: checkout, Race: true, Warn: func(error) {}, Account: &account.Account{Out: out, Checkout: checkout}}
}

// carriesTheReport checks what a program is told of the same run: nothing that the
// table shows is missing, and no sentence has to be read for it.
func carriesTheReport(t *testing.T, lab course.Lab, r judge.Result) {
	t.Helper()
	var out bytes.Buffer
	Attempt{Events: event.Stream{Out: &out}}.emit(lab, r)
	found := map[string]*trace.Report{}
	for line := range strings.Lines(out.String()) {
		var e event.Event
		require.NoError(t, json.Unmarshal([]byte(line), &e))
		if e.Event == "report" {
			found[e.Report.Test] = e.Report
		}
	}
	report := found["TestOneCakePerBoxOnEverySchedule"]
	require.NotNil(t, report, out.String())
	require.NotNil(t, report.Failure)
	assert.Equal(t, trace.Assertion, report.Failure.Fault)
	assert.Positive(t, report.Executions)
	assert.NotEmpty(t, report.Failure.Replay)
	assert.NotEmpty(t, report.Failure.Cause)
	assert.NotNil(t, report.Race)
	values := 0
	for _, s := range report.Failure.Steps {
		if filepath.Base(s.Where.File) == "cakebox.go" {
			assert.NotEmpty(t, s.Op)
			assert.Positive(t, s.Where.Line)
			assert.Less(t, s.Task, len(report.Failure.Tasks))
			if s.Value != "" {
				values++
			}
		}
	}
	assert.Positive(t, values)
}

// The first thing that a newcomer reads is what the command prints of the lab
// as the course ships it, whatever is in the labs folder at the moment.
func TestTheReadmeShowsWhatIsPrinted(t *testing.T) {
	t.Setenv(freshVar, "1")
	root, err := filepath.Abs(filepath.Join("..", ".."))
	require.NoError(t, err)
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	require.NoError(t, err)
	_, block, _ := strings.Cut(string(readme), "```\n$ go tool lab run cakebox\n")
	block, _, _ = strings.Cut(block, "```")
	begin, end, cut := strings.Cut(block, "\n…\n")
	require.True(t, cut, "the README leaves out the middle")

	j, err := judge.New(root)
	require.NoError(t, err)
	defer j.Close()
	var out bytes.Buffer
	a := tried(root, &out)
	lab, _ := course.Find("cakebox")
	tried, err := a.Try(t.Context(), j, lab, filepath.Join(root, lab.Pristine()), 2)
	require.NoError(t, err)
	defer tried.binary.Close()
	early, r := out.String(), tried.result
	carriesTheReport(t, lab, r)

	// The story is told as soon as the explorer knows it.
	assert.True(t, tried.told)
	assert.Contains(t, early, "\nso far  FAIL: data race, and wrong result.")
	assert.NotContains(t, early, "\nFAIL", "there is one verdict, and it comes when all is known")
	assert.Contains(t, early, begin)
	out.Reset()
	a.Account.Verdict(lab, r, nil, true, false)
	assert.Contains(t, out.String(), begin)
	assert.True(t, strings.HasSuffix(out.String(), "\n"+end), "the README ends\n%s\nand this is printed:\n%s", end, out.String())
	out.Reset()
	a.Account.Verdict(lab, r, nil, true, true)
	assert.NotContains(t, out.String(), "how it happens")
	assert.True(t, strings.HasPrefix(out.String(), "\nwhat it means"), "the steps are not told twice: %s", out.String())
}

// A file that has not changed is not judged again, unless that is asked for, and the
// verdict says so.
func TestAnUnchangedFileIsNotJudgedAgain(t *testing.T) {
	soon = time.Hour // what is told on the way depends on how busy the machine is
	t.Cleanup(func() { soon = 2 * time.Second })
	root, err := filepath.Abs(filepath.Join("..", ".."))
	require.NoError(t, err)
	lab, _ := course.Find("cakebox")
	judge := func(fresh bool) string {
		var out bytes.Buffer
		a := tried(root, &out)
		a.Race, a.Fresh = false, fresh
		if err := a.Judge(t.Context(), lab); err != nil { // the file may be mended
			require.ErrorIs(t, err, command.ErrFails)
		}
		return out.String()
	}
	first := judge(true)
	assert.NotContains(t, first, "cached")
	again := judge(false)
	assert.Contains(t, again, " (cached)\n      as judged on ")
	assert.Contains(t, strings.Join(strings.Fields(again), " "), "go tool lab run cakebox -fresh")
	for line := range strings.Lines(first) {
		if !strings.HasPrefix(line, "FAIL") && !strings.HasPrefix(line, "PASS") {
			assert.Contains(t, again, line, "all else is told as it was")
		}
	}
	assert.NotContains(t, judge(true), "cached")
}
