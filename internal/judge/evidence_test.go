package judge

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	. "racelab/internal/course"
	"racelab/internal/trace"
)

// failing is the evidence of an exploration that fails.
func failing(fault trace.Fault) trace.Evidence {
	return trace.Evidence{Report: &trace.Report{Outcome: trace.Failed, Failure: &trace.Failure{Fault: fault}}}
}

func TestWhatTheExplorerFindsHasItsVerdict(t *testing.T) {
	racing := failing(trace.Assertion)
	racing.Report.Race = &trace.Race{}
	outcome := func(o trace.Outcome) *trace.Report { return &trace.Report{Outcome: o} }
	for _, c := range []struct {
		reason   string
		evidence trace.Evidence
		found    []Verdict
	}{
		{"a circle of waits", failing(trace.Deadlock), []Verdict{Deadlock}},
		{"a goroutine left behind", failing(trace.Leak), []Verdict{Leak}},
		{"in step for ever", failing(trace.Livelock), []Verdict{Livelock}},
		{"passed over", failing(trace.Starvation), []Verdict{Starvation}},
		{"misuse of a mutex", failing(trace.Panic), []Verdict{Panic}},
		{"a test's own check", failing(trace.Assertion), []Verdict{WrongResult}},
		{"a check that fails by a race", racing, []Verdict{DataRace, WrongResult}},
		{"a race and nothing else", trace.Evidence{Report: &trace.Report{Outcome: trace.Failed,
			Race: &trace.Race{}, Failure: &trace.Failure{Fault: trace.DataRace}}}, []Verdict{DataRace}},
		{"a fix that takes away what it is a fix of", failing(trace.NeverSometimes), []Verdict{WrongResult}},
		{"more than the schedule has a say", failing(trace.Unstable), []Verdict{Inconclusive}},
		{"what the explorer cannot follow", trace.Evidence{Report: outcome(trace.Inconclusive)}, []Verdict{Inconclusive}},
		{"no report, and why", trace.Evidence{Trouble: "it uses C"}, []Verdict{Inconclusive}},
		{"not all schedules, where all are asked for", trace.Evidence{Report: outcome(trace.Partly), Every: true}, []Verdict{Inconclusive}},
		{"what the test has seen by itself", trace.Evidence{Fault: trace.Livelock, Says: "round and round"}, []Verdict{Livelock}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			c.evidence.Test = "TestA"
			assert.Equal(t, c.found, classify([]string{"TestA"}, []string{"TestA"}, failed("", c.evidence)).Found)
			more := failed("    a_test.go:9: got 1, want 2\n", c.evidence)
			assert.Contains(t, classify([]string{"TestA"}, []string{"TestA"}, more).Found, WrongResult, "a check beside it")
		})
	}
}

// failed is how a run of TestA ends that prints one message for a piece of
// evidence, in whatever words, and then more.
func failed(more string, evidence trace.Evidence) ending {
	return ending{code: 1, evidence: []trace.Evidence{evidence},
		output: "\x16=== RUN   TestA\n    a_test.go:3: \n        words\n" + more + "\x16--- FAIL: TestA (0.00s)\n\x16FAIL\n"}
}

// Each way of saying the same that a change of words could bring.
func TestWordsDecideNothing(t *testing.T) {
	e := failing(trace.Deadlock)
	e.Test = "TestA"
	for _, words := range []string{
		"FAIL  TestA  failed\n        \n        cause   deadlock: Ada and Bob each hold what the other waits for",
		"FAIL  TestA  failed\n        \n        reason  deadlock: Ada and Bob each hold what the other waits for",
		"BROKEN TestA\n        \n        because of an assertion: nothing",
		"livelock: round and round",
		"inconclusive: it uses the network\n        hint: run it",
		"",
	} {
		end := failed("", e)
		end.output = strings.Replace(end.output, "words", words, 1)
		r := classify([]string{"TestA"}, []string{"TestA"}, end)
		assert.Equal(t, []Verdict{Deadlock}, r.Found, words)
	}
}

func TestNoReportNoPass(t *testing.T) {
	end := func(evidence ...trace.Evidence) ending {
		return ending{output: "\x16=== RUN   TestA\n\x16--- PASS: TestA (0.00s)\n\x16PASS\n",
			evidence: append(evidence, trace.Evidence{Test: "TestA", End: trace.EndPassed})}
	}
	report := func(test string, o trace.Outcome) trace.Evidence {
		return trace.Evidence{Test: test, Report: &trace.Report{Test: test, Outcome: o}}
	}
	for _, c := range []struct {
		reason   string
		evidence ending
		verdict  Verdict
	}{
		{"a report that says passed", end(report("TestA", trace.Passed)), Pass},
		{"one that was not tried to the end", end(report("TestA", trace.Partly)), Pass},
		{"one of each subtest", end(report("TestA/one", trace.Passed), report("TestA/two", trace.Passed)), Pass},
		{"none", end(), Inconclusive},
		{"one of another test", end(report("TestB", trace.Passed)), Inconclusive},
		{"one that says nothing", end(trace.Evidence{Test: "TestA", Report: &trace.Report{}}), Inconclusive},
		{"one of two fails", end(report("TestA/one", trace.Passed), report("TestA/two", trace.Failed)), Inconclusive},
		{"the end is not told", ending{output: end().output, evidence: []trace.Evidence{report("TestA", trace.Passed)}}, WrongResult},
	} {
		t.Run(c.reason, func(t *testing.T) {
			r := classify([]string{"TestA"}, []string{"TestA"}, c.evidence)
			assert.Equal(t, c.verdict, r.Verdict)
			assert.Equal(t, c.verdict == Pass, r.Note == "", r.Note)
		})
	}
}

func TestWhatWasNotTriedToTheEndIsCounted(t *testing.T) {
	open := trace.Evidence{Test: "TestA", Report: &trace.Report{Outcome: trace.Partly}}
	r := classify([]string{"TestA"}, nil, ending{output: "\x16--- PASS: TestA (0.00s)\n\x16PASS\n",
		evidence: []trace.Evidence{open, {Test: "TestA", End: trace.EndPassed}}})
	assert.Equal(t, Pass, r.Verdict)
	assert.Equal(t, 1, r.Open)
}

// A learner's own settings must not keep the explorer away, and the program sees
// nothing of those of the judge.
func TestTheCandidateSeesNothingOfTheBrief(t *testing.T) {
	t.Setenv("RACELAB_NATIVE", "1")
	j, candidate := newJudge(t, sourceOf("os:strings", `
	for _, kv := range os.Environ() {
		if strings.HasPrefix(kv, "RACELAB_") {
			t.Error(kv)
		}
	}
	return 42`, ""))
	r, err := j.Try(t.Context(), "x", candidate, false, 1)
	require.NoError(t, err)
	assert.Equal(t, Pass, r.Verdict, r.Output)
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
		assert.NotEmpty(t, r.Reports)
		for _, report := range r.Reports {
			if report.Failure != nil {
				assert.NotEmpty(t, report.Failure.Steps)
				assert.NotEmpty(t, report.Failure.Replay)
			}
		}
	}
}

func TestASealBreaks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.go")
	write(t, path, "package x\n")
	s, err := newSeal(path)
	require.NoError(t, err)
	assert.False(t, s.broken())
	write(t, path, "package y\n")
	assert.True(t, s.broken())
	require.NoError(t, os.Remove(path))
	assert.True(t, s.broken())
}
