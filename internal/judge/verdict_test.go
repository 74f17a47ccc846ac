package judge

import (
	"testing"

	"github.com/stretchr/testify/assert"

	. "racelab/internal/course"
	"racelab/internal/trace"
)

func TestClassify(t *testing.T) {
	for _, c := range []struct {
		reason string
		e      ending
		found  []Verdict
	}{
		{"goleak's word after every test has passed", ending{code: 1,
			output: "--- PASS: TestA (0.00s)\nPASS\ngoleak: Errors on successful test run: found unexpected goroutines:\n"},
			[]Verdict{Leak}},
		{"concurrent map writes are a race that the runtime saw", ending{code: 2,
			output: "=== RUN   TestA\nfatal error: concurrent map writes\n"},
			[]Verdict{DataRace}},
		{"a long stack is a panic", ending{code: 2,
			output: "=== RUN   TestA\nruntime: goroutine stack exceeds 1000000000-byte limit\nfatal error: stack overflow\n"},
			[]Verdict{Panic}},
		{"a late run that failed before is out of time first", ending{code: -1, late: true,
			output: "=== RUN   TestA\n    a_test.go:3: got 1, want 2\n--- FAIL: TestA (0.00s)\n=== RUN   TestB\n"},
			[]Verdict{OutOfTime, WrongResult}},
		{"two kinds of failure in one test, gravest first", ending{code: 1, evidence: []trace.Evidence{{Test: "TestA", Fault: trace.Deadlock}},
			output: "=== RUN   TestA\n    a_test.go:3: got 1, want 2\n    a_test.go:4: deadlock: Ada waits\n--- FAIL: TestA (0.00s)\n"},
			[]Verdict{Deadlock, WrongResult}},
		{"a message of several lines is one", ending{code: 1, evidence: []trace.Evidence{{Test: "TestA", Fault: trace.Starvation}},
			output: "=== RUN   TestA\n    a_test.go:3: \n        \tError Trace:\ta_test.go:3\n        \tMessages:   \tstarvation: the elf\n--- FAIL: TestA (0.00s)\n"},
			[]Verdict{Starvation}},
		{"what a passing test logs is no wrong result", ending{code: 66,
			output: "=== RUN   TestA\n    a_test.go:3: a word\n--- PASS: TestA (0.00s)\nWARNING: DATA RACE\nPASS\n"},
			[]Verdict{DataRace}},
		{"a pass without the last word is none", ending{output: "--- PASS: TestA (0.00s)\n"},
			[]Verdict{WrongResult}},
		{"a pass with a bad exit status is none", ending{code: 3, output: "--- PASS: TestA (0.00s)\nPASS\n"},
			[]Verdict{WrongResult}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			c.e.output = marked(c.e.output)
			r := classify([]string{"TestA"}, nil, c.e)
			assert.Equal(t, c.found, r.Found)
			assert.Equal(t, c.found[0], r.Verdict)
		})
	}
}

// The process may end before a test's turn comes that was explored before.
func TestWhatTheExplorerSawFailHasFailed(t *testing.T) {
	of := func(test string, outcome trace.Outcome) trace.Evidence {
		r := &trace.Report{Test: test, Outcome: outcome}
		if outcome == trace.Failed {
			r.Failure = &trace.Failure{Fault: trace.Leak}
		}
		return trace.Evidence{Test: test, Report: r}
	}
	r := classify([]string{"TestA", "TestB", "TestC"}, []string{"TestB", "TestC"}, ending{code: 2,
		evidence: []trace.Evidence{of("TestB", trace.Failed), of("TestC", trace.Passed)}, output: marked("=== RUN   TestA\n")})
	assert.Equal(t, []string{"TestB"}, r.Failed)
	assert.Equal(t, []string{"TestA", "TestC"}, r.Missing, "a pass on every schedule is half of what a test asks for")
}

func TestBlame(t *testing.T) {
	ours := []string{"mine.go", "labs/x/x_test.go"}
	for _, c := range []struct{ reason, output, hint string }{
		{"a compiler's message", "mine.go:3:1: undefined: cake", ""},
		{"the tests miss a function of the candidate's", "labs/x/x_test.go:3:1: undefined: Work", ""},
		{"the network is nobody's fault", "labs/x/x_test.go:3:1: testify: dial tcp: no route", "go mod download"},
		{"no compiler for cgo", `cgo: C compiler "gcc" not found`, "install gcc"},
		{"a name that looks like trouble", "mine.go:3:1: undefined: C compiler", ""},
	} {
		t.Run(c.reason, func(t *testing.T) {
			err := blame(c.output, ours)
			if c.hint == "" {
				assert.IsType(t, &BuildError{}, err)
				return
			}
			assert.IsType(t, &ToolError{}, err)
			assert.ErrorContains(t, err, c.hint)
		})
	}
}
