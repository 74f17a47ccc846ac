package judge

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	. "racelab/internal/syllabus"
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
		{"two kinds of failure in one test, gravest first", ending{code: 1,
			output: "=== RUN   TestA\n    a_test.go:3: got 1, want 2\n    a_test.go:4: deadlock: Ada waits\n--- FAIL: TestA (0.00s)\n"},
			[]Verdict{Deadlock, WrongResult}},
		{"a message of several lines is one", ending{code: 1,
			output: "=== RUN   TestA\n    a_test.go:3: \n        \tError Trace:\ta_test.go:3\n        \tError:      \tnil\n        \tMessages:   \tstarvation: the elf\n--- FAIL: TestA (0.00s)\n"},
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
			r := classify([]string{"TestA"}, c.e)
			assert.Equal(t, c.found, r.Found)
			assert.Equal(t, c.found[0], r.Verdict)
		})
	}
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

// fails wraps what the explorer said in the output of a failed test.
func fails(said string) ending {
	said = "        " + strings.ReplaceAll(strings.TrimSpace(said), "\n", "\n        ")
	return ending{code: 1, output: "=== RUN   TestA\n    a_test.go:3: \n" + said + "\n--- FAIL: TestA (0.00s)\nFAIL\n"}
}

func TestTheExplorersWordsHaveTheirVerdicts(t *testing.T) {
	for _, c := range []struct {
		reason string
		said   string
		found  []Verdict
	}{
		{"a circle of waits", "FAIL  TestA  failed\n\ncause   deadlock: Ada and Bob each hold what the other one waits for", []Verdict{Deadlock}},
		{"a goroutine left behind", "cause   leak: the test is over, and cut will wait for ever at x.go:3", []Verdict{Leak}},
		{"in step for ever", "cause   livelock: everybody moves and nobody gets anywhere", []Verdict{Livelock}},
		{"passed over", "cause   starvation: the same 4 steps repeat", []Verdict{Starvation}},
		{"misuse of a mutex", "cause   panic: sync: unlock of unlocked mutex at x.go:3", []Verdict{Panic}},
		{"a test's own check", "cause   assertion: Ada changes what Bob has read\nsays    got 1, want 2", []Verdict{WrongResult}},
		{"a check that fails by a race", "cause   assertion: Ada changes what Bob has read\nsays    got 1, want 2\n\nrace    Ada reads at x.go:1, Bob writes at x.go:2, and nothing orders the two: a data race, too",
			[]Verdict{DataRace, WrongResult}},
		{"a race and nothing else", "cause   data race: Ada and Bob use the same memory", []Verdict{DataRace}},
		{"a fix that takes away what it is a fix of", "cause   never: on no schedule: two bakers work at once", []Verdict{WrongResult}},
		{"a watchdog's word, quoted", "cause   assertion: the test's own check fails\nsays    livelock: not finished after 1h0m0s", []Verdict{Livelock}},
		{"more than the schedule has a say", "cause   NON-DETERMINISM at x.go:3: the same schedule ran twice", []Verdict{Inconclusive}},
		{"not all schedules, where all are asked for", "passed 300 schedules, not all (300 of them were stopped after 400 steps)\nhint: this test must try every schedule: make it smaller",
			[]Verdict{Inconclusive}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			assert.Equal(t, c.found, classify([]string{"TestA"}, fails(c.said)).Found)
		})
	}
}

func TestWhatTheExplorerCannotFollowIsNoWrongResult(t *testing.T) {
	open := ending{code: 1, output: "=== RUN   TestA\n    a_test.go:3: inconclusive: it uses the network\n        hint: run it\n--- FAIL: TestA (0.00s)\n"}
	assert.Equal(t, []Verdict{Inconclusive}, classify([]string{"TestA"}, open).Found)

	open.output = "=== RUN   TestA\n    a_test.go:2: got 1, want 2\n" + strings.TrimPrefix(open.output, "=== RUN   TestA\n")
	assert.Equal(t, []Verdict{WrongResult, Inconclusive}, classify([]string{"TestA"}, open).Found)
}
