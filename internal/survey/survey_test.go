package survey

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
	"racelab/internal/trace"
)

func TestResultsAreSaidInOrder(t *testing.T) {
	var said []string
	o := &inOrder{all: make([]*Result, 3), say: func(r Result) { said = append(said, r.Test) }}
	o.put(2, Result{Test: "TestC"})
	assert.Empty(t, said)
	o.put(0, Result{Test: "TestA"})
	assert.Equal(t, []string{"TestA"}, said)
	o.put(1, Result{Test: "TestB"})
	assert.Equal(t, []string{"TestA", "TestB", "TestC"}, said)
}

func TestTimeIsSharedOut(t *testing.T) {
	s := &Survey{At: 2, Total: time.Hour}
	asked := trace.Request{Time: 30 * time.Minute}
	assert.Zero(t, s.timeFor(time.Time{}, 5, asked), "there is no limit")
	assert.InDelta(t, 4, s.timeFor(time.Now().Add(10*time.Minute), 5, asked).Minutes(), 0.1, "two of five at once")
	assert.InDelta(t, 10, s.timeFor(time.Now().Add(10*time.Minute), 1, asked).Minutes(), 0.1)
	assert.InDelta(t, 15, s.timeFor(time.Now().Add(time.Hour), 1, asked).Minutes(), 0.1, "a quarter of all")
	assert.InDelta(t, 1, s.timeFor(time.Now().Add(time.Hour), 1, trace.Request{}).Minutes(), 0.1, "as without a total")
	assert.Less(t, s.timeFor(time.Now().Add(-time.Hour), 5, asked), leastTime)
	assert.InDelta(t, 15, time.Until(share(time.Now().Add(time.Hour), 4)).Minutes(), 0.1)
	assert.True(t, share(time.Time{}, 4).IsZero())
}

func TestSelect(t *testing.T) {
	tests := []string{"TestPut", "TestTake", "ExamplePut"}
	for text, want := range map[string][]string{
		"Put":            {"TestPut", "ExamplePut"},
		"^TestPut$/full": {"TestPut/full"},
		"Take/^a/b$":     {"TestTake/a/b"},
		"Nothing":        nil,
	} {
		s, err := Select(text)
		require.NoError(t, err)
		assert.Equal(t, want, s.of(tests), text)
	}
	_, err := Select("(")
	assert.ErrorContains(t, err, "regular expression")
}

// found is a survey of two packages.
func found() []*Found {
	report := func(o trace.Outcome) *trace.Report { return &trace.Report{Outcome: o} }
	alone := report(trace.Passed)
	alone.Sequential = true
	unclear := report(trace.Inconclusive)
	unclear.Reason = "it calls home"
	unseen := report(trace.Passed)
	unseen.NotSeen = []string{"os"}
	return []*Found{
		{Package: Package{Name: "./oven"}, NotRun: build.NotRun{Benchmarks: 1, Examples: 2}, Results: []Result{
			{Test: "TestA", Report: unseen}, {Test: "TestB", Report: alone}, {Test: "TestC", Report: report(trace.Partly)},
			{Test: "TestD", Report: report(trace.Failed)}, {Test: "TestE", Report: report(trace.Failed), Known: true},
			{Test: "TestF", Report: unclear}, {Test: "TestG", Untried: true}}},
		{Package: Package{Name: "./till"}, Source: &build.SourceError{Output: "typo"}},
	}
}

func TestSummary(t *testing.T) {
	lines := Summary(found(), 3, 200)
	require.Greater(t, len(lines), 5)
	assert.Contains(t, lines[1], "./oven")
	assert.Contains(t, lines[2], "./till  (does not build)")
	assert.Equal(t, []string{
		"in all: 1 failed, 1 failed as known, 1 passed on every schedule, 1 not concurrent, 1 open: not every schedule was tried, 1 inconclusive, 1 not tried for want of time",
		"not run: 1 benchmark, 2 examples that do not say what they print",
		"the same command again goes on with what there was no time for",
		"without tests: 3 packages",
		"inconclusive: it calls home (1 test)",
		"not seen inside: os",
	}, lines[5:11])
	assert.Equal(t, []string{"not explored: ./till", "failed: ./oven TestD"}, lines[len(lines)-2:])

	assert.Equal(t, []string{"C code", "example.org/a", "example.org/b/...", "example.org/c"},
		apart([]string{"example.org/b/x", "example.org/c", "example.org/b/...", "example.org/b", "example.org/a", "example.org/b/...", "C code"}))

	known := found()[0]
	known.Results[5].Known = true
	long := &trace.Report{Outcome: trace.Inconclusive, Unended: true, Reason: "not at its end after 9 steps"}
	known.Results = append(known.Results, Result{Test: "TestH", Report: long}, Result{Test: "TestI", Report: long})
	lines = Summary([]*Found{known}, 0, 200)
	assert.Contains(t, lines[0], "3 open: not every schedule was tried, 1 inconclusive (1 of them known)")
	assert.Contains(t, lines, "open: not at its end after 9 steps (2 tests)")

	one := []*Found{{Package: Package{Name: "./oven"}, Results: found()[0].Results[:1]}}
	assert.Empty(t, Summary(one, 0, 80), "of one test everything has been said")
}
