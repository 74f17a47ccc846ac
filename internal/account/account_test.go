package account

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
	"racelab/internal/trace"
)

var lab = course.Lab{Name: "teapot", Maxim: course.DontDoIt}

// told returns what tell says of a course in root.
func told(root string, tell func(*Account)) string {
	var out bytes.Buffer
	tell(&Account{Out: &out, Checkout: course.Checkout{Root: root}})
	return out.String()
}

func TestTheVerdictComesLast(t *testing.T) {
	r := judge.Result{Verdict: course.Leak, Found: []course.Verdict{course.Leak}, Failed: []string{"TestTea"},
		Missing: []string{"TestCup", "TestPot"}, Quotes: []string{"a cup is left"},
		Reports: []*trace.Report{{Test: "TestPot", Outcome: trace.Passed}}}
	said := told(t.TempDir(), func(a *Account) { a.Verdict(lab, r, nil, true, false) })
	last := 0
	for _, want := range []string{"what it means", meaning[course.Leak][:30], "never ran", "TestCup", "what broke", "a cup is left", "FAIL  teapot: leak", "TestTea", "next: go tool lab hint teapot"} {
		at := strings.Index(said, want)
		assert.Greater(t, at, last-1, "%q in its place in\n%s", want, said)
		last = at
	}
	assert.NotContains(t, said, "TestPot", "it was explored")
	early := told(t.TempDir(), func(a *Account) { a.Verdict(lab, r, nil, true, true) })
	assert.Contains(t, early, "what broke", "what was told before may be off the screen")
}

// What is known before the native run is no verdict, and says nothing twice.
func TestSoFarIsNoVerdict(t *testing.T) {
	report := &trace.Report{Test: "TestTea", Outcome: trace.Failed, Failure: &trace.Failure{Fault: trace.Deadlock}}
	r := judge.Result{Verdict: course.Deadlock, Found: []course.Verdict{course.Deadlock}, Reports: []*trace.Report{report},
		Said: []string{"FAIL  TestTea/cup  failed"}}
	said := told(t.TempDir(), func(a *Account) { a.SoFar(lab, r, true) })
	assert.Contains(t, said, "\nso far  FAIL: deadlock. This is what the explorer finds")
	assert.NotRegexp(t, "(?m)^FAIL", said)
	assert.NotContains(t, said, "TestTea/cup", "the steps were shown")

	report.Failure.Messages = []string{"a cup is left"}
	said = told(t.TempDir(), func(a *Account) { a.SoFar(lab, r, true) })
	assert.Contains(t, said, "what broke\n  a cup is left\n")
}

func TestEveryVerdictIsExplained(t *testing.T) {
	for _, v := range course.Verdicts() {
		if v != course.Pass && v != course.NoBuild { // of which the compiler speaks
			assert.NotEmpty(t, meaning[v], v)
		}
	}
}

func TestAPassWithoutTheRaceDetectorDoesNotCount(t *testing.T) {
	said := told(t.TempDir(), func(a *Account) { a.Passed(lab, false) })
	assert.Contains(t, said, "not counted as solved")
	said = told(t.TempDir(), func(a *Account) { a.Passed(lab, true) })
	assert.Contains(t, said, course.DontDoIt)
	assert.Contains(t, said, "next: go tool lab run ")
}

// A file beside the lab's own is seen by go test, and does not count.
func TestWhatDoesNotBuildMayHaveBeenLeftOut(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "labs", "teapot")
	require.NoError(t, os.MkdirAll(dir, 0o755))
	for name, text := range map[string]string{"teapot.go": "package teapot\n\nvar cups = more\n", "helper.go": "package teapot\n", "teapot_test.go": "package teapot\n"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	said := told(root, func(a *Account) {
		a.DoesNotBuild(lab, "the compiler says", filepath.Join(root, "labs", "teapot", "teapot.go")+":3:12: undefined: more\n")
	})
	assert.Contains(t, said, "FAIL  teapot: does not build")
	assert.Contains(t, said, "teapot.go:3:12: undefined: more")
	assert.NotContains(t, said, root, "where the course lies says nothing")
	assert.Contains(t, said, "helper.go: of a lab only teapot.go is judged")
	assert.Contains(t, said, "var cups = more", "the line itself")
}

func TestWhatTheCompilerSaysIsMadeUseful(t *testing.T) {
	for output, wanted := range map[string]string{
		"# racelab/labs/teapot\nlabs/teapot/teapot.go:6:2: cannot find module providing package github.com/tea/pot: import lookup disabled by -mod=readonly\nFAIL\tracelab/labs/teapot [setup failed]\nFAIL\n": "There is no package github.com/tea/pot here.",
		"teapot.go:3:8: package sink is not in std (/usr/local/go/src/sink)":                                           "There is no package sink in the standard library.",
		"found packages main (teapot.go) and teapot (teapot_test.go) in labs/teapot":                                   "must be: package teapot",
		"labs/teapot/teapot.go:1:1: expected 'package', found 'EOF'":                                                   "must be: package teapot",
		strings.Repeat("/tmp/racelab-judge-7/1/teapot_test.go:38:9: pot.Pour undefined (type *Pot has no field)\n", 9): "Leave the exported names as they were",
	} {
		said := strings.Join(strings.Fields(told(t.TempDir(), func(a *Account) { a.DoesNotBuild(lab, "the compiler says", output) })), " ")
		assert.Contains(t, said, wanted)
		assert.NotContains(t, said, "setup failed")
		assert.NotContains(t, said, "racelab-judge", "where the judge works says nothing")
		if strings.Contains(output, "Pour") {
			assert.Equal(t, maxTestLines, strings.Count(said, "teapot_test.go:38:9"))
			assert.Contains(t, said, "and 6 more in the tests")
		}
	}
	said := told(t.TempDir(), func(a *Account) { a.DoesNotBuild(lab, "the compiler says", "teapot.go:3:12: undefined: more") })
	assert.NotContains(t, said, "what to do", "that says it all")
}

func TestARemarkHangsBelowItsWord(t *testing.T) {
	said := told(t.TempDir(), func(a *Account) { a.Remark(31, strings.Repeat("it waits busily ", 10)) })
	lines := strings.Split(strings.TrimRight(said, "\n"), "\n")
	require.Greater(t, len(lines), 1)
	assert.True(t, strings.HasPrefix(lines[0], "  remark  line 31: it waits"), lines[0])
	assert.True(t, strings.HasPrefix(lines[1], "          it") || strings.HasPrefix(lines[1], "          waits") || strings.HasPrefix(lines[1], "          busily"), lines[1])
}

// What never happens has no steps to show and says little: what goes wrong in another
// test is told before it, and instead of it where that has steps.
func TestWhatGoesWrongIsToldBeforeWhatNeverHappens(t *testing.T) {
	report := func(test string, f trace.Failure) *trace.Report {
		return &trace.Report{Test: test, Outcome: trace.Failed, Executions: 3, Failure: &f}
	}
	never := report("TestCup", trace.Failure{Fault: trace.NeverSometimes, Cause: trace.Cause{Kind: trace.CauseNever, Text: "two drink at once"}})
	r := judge.Result{Verdict: course.WrongResult, Found: []course.Verdict{course.WrongResult}, Failed: []string{"TestTea", "TestCup"},
		Quotes: []string{"the tea is cold"}, Reports: []*trace.Report{never}}
	said := told(t.TempDir(), func(a *Account) { a.Verdict(lab, r, nil, true, true) })
	assert.Regexp(t, `(?s)what broke\n  the tea is cold\n  never: two drink at once; something that must happen`, said)

	r.Reports = append(r.Reports, report("TestPot", trace.Failure{Fault: trace.Assertion}))
	said = told(t.TempDir(), func(a *Account) { a.Verdict(lab, r, nil, true, false) })
	assert.Contains(t, said, "how it happens: TestPot")
	assert.NotContains(t, said, "never: ")

	r.Failed, r.Quotes, r.Reports = []string{"TestCup"}, []string{"never: two drink at once"}, []*trace.Report{never}
	said = told(t.TempDir(), func(a *Account) { a.Verdict(lab, r, nil, true, true) })
	assert.Contains(t, said, "never: two drink at once; something that must happen on some schedule")
}
