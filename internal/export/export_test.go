package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
	"racelab/internal/survey"
	"racelab/internal/trace"
)

// bakery is a survey in a module at dir, with a test of each kind.
func bakery(t *testing.T) (all []*survey.Found, dir string) {
	dir = t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "oven"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "oven", "oven.go"), []byte("package oven\n"), 0o644))
	at := trace.Place{Site: -1, File: "oven.go", Line: 7, Text: "\tcakes++"}
	race := &trace.Report{Test: "TestBake", Outcome: trace.Failed, Seconds: 1.5, Race: &trace.Race{
		First:  trace.RaceSide{Task: 1, Write: true, Where: at, Name: "baker-1"},
		Second: trace.RaceSide{Task: 2, Write: true, Where: at, Name: "baker-2"}}}
	race.Failure = &trace.Failure{Fault: trace.DataRace, Cause: trace.Cause{Kind: trace.CauseRace,
		Tasks: []int{1, 2}, Places: []trace.Place{at, at}, Ops: []trace.Op{trace.OpWrite, trace.OpWrite}},
		Tasks: []trace.Task{{ID: 0, Parent: -1, Name: "test"}, {ID: 1, Name: "baker-1"}, {ID: 2, Name: "baker-2"}},
		Steps: []trace.Step{{Task: 1, Op: trace.OpWrite, Where: at}, {Task: 2, Op: trace.OpWrite, Where: at, Fatal: true}}}
	passed := &trace.Report{Test: "TestSell", Outcome: trace.Passed, Executions: 3}
	unclear := &trace.Report{Test: "TestCall", Outcome: trace.Inconclusive, Reason: "it calls <home>"}
	cut := &trace.Report{Test: "TestFry", Outcome: trace.Partly, Executions: 7, Reason: "stopped after 1s"}
	whole := *cut
	whole.Test, whole.Own = "TestAll", &trace.Options{Exhaust: true}
	return []*survey.Found{
		{Package: survey.Package{Name: "./oven", Dir: filepath.Join(dir, "oven")}, Seconds: 2, Results: []survey.Result{
			{Test: "TestBake", Report: race}, {Test: "TestSell", Report: passed}, {Test: "TestCall", Report: unclear},
			{Test: "TestWait", Untried: true}, {Test: "TestLoad", Err: errors.New("no")},
			{Test: "TestFry", Report: cut, Cut: true}, {Test: "TestAll", Report: &whole}}},
		{Package: survey.Package{Name: "./till"}, Source: &build.SourceError{Output: "typo ]]> \x1b[31m\xff"}},
		{Package: survey.Package{Name: "./shop"}, Late: true},
	}, dir
}

func TestSARIFIsValid(t *testing.T) {
	all, dir := bakery(t)
	var text bytes.Buffer
	require.NoError(t, SARIF(&text, all, dir))
	read, err := sarif.FromBytes(text.Bytes())
	require.NoError(t, err)
	require.NoError(t, read.Validate(), "against the schema of SARIF 2.1.0")
	require.Len(t, read.Runs, 1)
	require.Len(t, read.Runs[0].Results, 1)
	result := read.Runs[0].Results[0]
	assert.Equal(t, "data-race", *result.RuleID)
	place := result.Locations[0].PhysicalLocation
	assert.Equal(t, "oven/oven.go", *place.ArtifactLocation.URI)
	assert.Equal(t, 7, *place.Region.StartLine)

	var empty bytes.Buffer
	require.NoError(t, SARIF(&empty, nil, dir))
	read, err = sarif.FromBytes(empty.Bytes())
	require.NoError(t, err)
	assert.NoError(t, read.Validate(), "without a failure, too")
}

func TestAnnotationsAreOneLineEach(t *testing.T) {
	all, dir := bakery(t)
	var text bytes.Buffer
	require.NoError(t, Annotations(&text, all, dir))
	assert.Regexp(t, `^::error file=oven/oven\.go,line=7,title=\./oven TestBake%3A data race::FAIL  TestBake  failed%0A.*\n$`, text.String())
}

func TestTheBaselineKnowsAFailureByItsPlaces(t *testing.T) {
	all, dir := bakery(t)
	file := filepath.Join(dir, "known.json")
	none, err := ReadBaseline(file)
	require.NoError(t, err)
	oven, report := all[0].Package, all[0].Results[0].Report
	assert.False(t, none.Knows(oven, report))
	_, err = WriteBaseline(file, all)
	require.NoError(t, err)
	known, err := ReadBaseline(file)
	require.NoError(t, err)
	assert.True(t, known.Knows(oven, report))

	report.Race.First.Where.Line, report.Race.Second.Where.Line = 9, 9
	for i := range report.Failure.Steps {
		report.Failure.Steps[i].Where.Line, report.Failure.Cause.Places[i].Line = 9, 9
	}
	assert.True(t, known.Knows(oven, report), "lines were added above")
	report.Failure.Fault = trace.Deadlock
	assert.False(t, known.Knows(oven, report), "another kind")
	report.Failure.Fault, report.Race.First.Where.Text = trace.DataRace, "buns++"
	report.Race.First.Where.Line = 8
	assert.False(t, known.Knows(oven, report), "another place")

	require.NoError(t, os.WriteFile(file, []byte("{"), 0o644))
	_, err = ReadBaseline(file)
	assert.ErrorContains(t, err, "hint: ")
}

// What a run does not tell of, because its time was over or it tried other tests, it does not
// drop from the baseline.
func TestTheBaselineKeepsWhatWasNotTried(t *testing.T) {
	all, dir := bakery(t)
	file := filepath.Join(dir, "known.json")
	write := func(want int, why string) {
		kept, err := WriteBaseline(file, all)
		require.NoError(t, err)
		known, err := ReadBaseline(file)
		require.NoError(t, err)
		assert.Equal(t, want, kept, why)
		found := 0
		for _, r := range all[0].Results {
			if r.Report != nil && r.Report.Outcome == trace.Failed {
				found++
			}
		}
		assert.Len(t, known.Findings, want+found, why)
	}
	f, result := all[0], all[0].Results[0]
	_, err := WriteBaseline(file, all)
	require.NoError(t, err)
	f.All, f.Results = []string{result.Test}, nil
	write(1, "another test was asked for")
	f.All = []string{"TestPair_Oven_Bake_Bake"}
	write(1, "only tests that are made were asked for")
	f.Results = []survey.Result{{Test: result.Test, Untried: true}}
	write(1, "there was no time left")
	passed := *result.Report
	passed.Outcome, passed.Failure = trace.Passed, nil
	f.Results = []survey.Result{{Test: result.Test, Report: &passed, Cut: true}}
	write(1, "it was not at its end")
	f.Late = true
	write(1, "the package was not built")
	f.Late, f.Results[0].Cut = false, false
	write(0, "it passes now")

	made := *result.Report
	made.Test = "TestPair_Oven_Bake_Bake"
	f.All, f.Results = []string{made.Test}, []survey.Result{{Test: made.Test, Report: &made}}
	write(0, "all that was accepted is found again")
	f.All, f.Results = []string{"TestSell"}, nil
	write(1, "only tests that somebody has written were asked for")
	f.All = []string{"TestPair_Oven_Bake_Sell"}
	write(0, "it is made no more")
}

// A test that the explorer cannot follow is accepted as well, whatever numbers its reason has. That
// tells nothing of the failure that it had before, and a failure is something else again.
func TestTheBaselineKnowsWhatCannotBeFollowed(t *testing.T) {
	all, dir := bakery(t)
	file := filepath.Join(dir, "known.json")
	all[0].Results[0].Report.Failure.Cause.Places[0].Text = "case <-stop:"
	_, err := WriteBaseline(file, all)
	require.NoError(t, err)
	known, err := ReadBaseline(file)
	require.NoError(t, err)
	oven, unclear := all[0].Package, *all[0].Results[2].Report
	unclear.Reason = "it calls home twice"
	assert.True(t, known.Knows(oven, &unclear))
	failed := unclear
	failed.Outcome, failed.Failure = trace.Failed, &trace.Failure{Fault: trace.Deadlock}
	assert.False(t, known.Knows(oven, &failed))
	assert.Len(t, known.Findings, 2)
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Contains(t, string(text), "case <-stop:", "as it stands in the source")

	bake := *all[0].Results[0].Report
	bake.Outcome, bake.Failure, bake.Race = trace.Inconclusive, nil, nil
	all[0].Results[0].Report = &bake
	kept, err := WriteBaseline(file, all)
	require.NoError(t, err)
	assert.Equal(t, 1, kept)
}

// Two packages may have tests and files of the same names, and so may two modules of a
// workspace. A baseline of an earlier version, which names no package, is still read.
func TestTheBaselineTellsPackagesApart(t *testing.T) {
	all, dir := bakery(t)
	for path, folder := range map[string]string{"example.org/bakery": dir, "example.org/annex": filepath.Join(dir, "annex")} {
		require.NoError(t, os.MkdirAll(filepath.Join(folder, "oven"), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(folder, "go.mod"), []byte("module "+path+"\n"), 0o644))
	}
	file := filepath.Join(dir, "known.json")
	_, err := WriteBaseline(file, all)
	require.NoError(t, err)
	known, err := ReadBaseline(file)
	require.NoError(t, err)
	report := all[0].Results[0].Report
	assert.Equal(t, "example.org/bakery/oven", known.Findings[0].Package)
	here := survey.Package{Name: "../oven", Dir: filepath.Join(dir, "oven")}
	assert.True(t, known.Knows(here, report), "as seen from another folder")
	for _, other := range []string{"till", filepath.Join("annex", "oven")} {
		assert.False(t, known.Knows(survey.Package{Name: "./oven", Dir: filepath.Join(dir, other)}, report), other)
	}

	old, err := json.Marshal(map[string]any{"findings": []map[string]any{{"test": report.Test, "kind": "data race", "places": known.Findings[0].Places}}})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(file, old, 0o644))
	known, err = ReadBaseline(file)
	require.NoError(t, err)
	assert.True(t, known.Knows(here, report))
}

func TestPagesHaveAnIndex(t *testing.T) {
	all, dir := bakery(t)
	file, err := Pages(filepath.Join(dir, "pages"), all, func(f *survey.Found, r survey.Result) ([]byte, error) { return []byte(f.Name + r.Test), nil })
	require.NoError(t, err)
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Contains(t, string(text), `<a href="001-TestBake.html">./oven Test<wbr>Bake</a>: <strong>data race</strong>`)
	page, err := os.ReadFile(filepath.Join(dir, "pages", "001-TestBake.html"))
	require.NoError(t, err)
	assert.Equal(t, "./ovenTestBake", string(page))
}
