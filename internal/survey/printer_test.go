package survey

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/trace"
)

// Tests and packages that there was no time for are counted, not listed.
func TestWhatIsLateIsCounted(t *testing.T) {
	var out strings.Builder
	p := &Printer{Out: &out, Many: true}
	f := &Found{Package: Package{Name: "./oven"}, Results: []Result{{Test: "TestA", Untried: true}, {Test: "TestB", Untried: true}}}
	p.Begin(f, []string{"TestA", "TestB"})
	for _, r := range f.Results {
		p.Result(f, r)
	}
	p.End(f)
	late := &Found{Package: Package{Name: "./till"}, Late: true}
	p.End(late)
	assert.Equal(t, "./oven\nOPEN  2 tests not tried: the time is over\n\nOPEN  ./till not tried: the time is over\n", out.String())

	lines := strings.Join(Summary([]*Found{f, late}, 0, 200), "\n")
	assert.Contains(t, lines, "./till  (not tried)")
	assert.Contains(t, lines, "in all: 2 not tried for want of time\nnot tried for want of time: 1 package")
}

// Made tests that fail in the same way at the same places are shown once; a test's own
// lines, which are others in each, do not count. Those that fail alone do not fail.
func TestTheSameFailureOfMadeTests(t *testing.T) {
	failed := func(fault trace.Fault, line int) *trace.Report {
		return &trace.Report{Outcome: trace.Failed, Failure: &trace.Failure{Fault: fault, Cause: trace.Cause{Places: []trace.Place{
			{File: "oven.go", Line: line}, {File: "made_test.go", Line: line * 100}}}}}
	}
	other := failed(trace.Deadlock, 7)
	other.Failure.Cause.Places[1].Line = 3
	f := &Found{Package: Package{Name: "./oven"}, Made: true, Results: []Result{
		{Test: "TestA", Report: failed(trace.Deadlock, 7)}, {Test: "TestB", Report: failed(trace.Deadlock, 8)},
		{Test: "TestC", Report: other}, {Test: "TestD", Report: failed(trace.Leak, 7)},
		{Test: "TestE", Report: failed(trace.Deadlock, 7), Alone: true},
		{Test: "TestF", Report: &trace.Report{Outcome: trace.Passed, Sequential: true}}}}
	var groups []string
	for _, g := range f.failures() {
		groups = append(groups, strings.Join(namesOf(g), " "))
	}
	assert.Equal(t, []string{"TestA TestC", "TestB", "TestD"}, groups)
	tally := f.Tally()
	assert.Equal(t, [4]int{4, 1, 1, 6}, [4]int{tally.Failed, tally.Alone, tally.Unmade, tally.Tests()})
	assert.Contains(t, strings.Join(Summary([]*Found{f}, 0, 200), "\n"), "failed: TestA (and 1 in the same way), TestB, TestD")

	f.Made = false
	assert.Len(t, f.failures(), 4, "tests that somebody wrote are shown each")
	for _, r := range f.Results[:3] {
		r.Report.Failure.Cause.Places = r.Report.Failure.Cause.Places[:1]
	}
	assert.Len(t, f.failures(), 3, "unless nothing in them is a part of it")
	f.Results[0].Report.Failure.Cause.Places = nil
	f.Results[2].Report.Failure.Cause.Places = nil
	assert.Len(t, f.failures(), 4, "if it is known where they fail")

	for i, waits := range [][]string{{"oven.go"}, {"oven.go", "oven.go"}, {"oven.go", "made_test.go"}, {"oven.go", ""}} {
		failure := &trace.Failure{Fault: trace.Leak, Cause: trace.Cause{Places: []trace.Place{{File: "made_test.go", Line: i + 1}}}}
		for _, file := range waits {
			failure.Waits = append(failure.Waits, trace.Stuck{Where: trace.Place{File: file, Line: 9}})
		}
		f.Results[i].Report.Failure = failure
	}
	assert.Len(t, f.failures(), 3, "of goroutines that stay, it is where they wait that counts")
}

// What a time-out that comes early leaves behind is told although the test passes.
func TestATimeOutThatLeavesSomebodyIsTold(t *testing.T) {
	early := trace.Remark{Cause: trace.Cause{Kind: trace.CauseLeft, Tasks: []int{1}, Places: []trace.Place{{File: "oven.go", Line: 7}}, Wait: &trace.Wait{Kind: trace.WaitNothing}},
		Tasks: []trace.Task{{ID: 1, Name: "baker"}}, Late: []trace.Late{{Task: 1, Where: trace.Place{File: "oven.go", Line: 6}, Lost: 1e9}}}
	report := &trace.Report{Outcome: trace.Passed, Remarks: []trace.Remark{early}}
	f := &Found{Package: Package{Name: "./oven"}, Results: []Result{{Test: "TestA", Report: report}}}
	for range mostReasons {
		f.Results = append(f.Results, Result{Test: "TestB", Report: report})
	}
	lines := strings.Join(Summary([]*Found{f}, 0, 400), "\n")
	assert.Contains(t, lines, "TestA: if a time-out comes first, a goroutine is left: ")
	assert.Contains(t, lines, "this needs baker to lose 1s at oven.go:6 (-time both shows such schedules)")
	assert.Contains(t, lines, "and so in 1 test more")
}
