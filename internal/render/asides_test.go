package render_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/render"
	"racelab/internal/trace"
)

func at(task int, op trace.Op, object, line int, text string) trace.Step {
	return trace.Step{Task: task, Op: op, Object: object, Where: trace.Place{File: "labs/x/x.go", Line: line, Text: text}}
}

// text renders a failure of two tasks.
func text(f *trace.Failure) string {
	f.Tasks = []trace.Task{test(), task(1, "hangUp", "x_test.go", 90)}
	f.Tasks[1].Where.Text = "go hangUp()"
	return render.Text(failed("TestX", 2, f), options(100))
}

func TestTheTableShowsTheProgramAndEndsWhereItGoesWrong(t *testing.T) {
	check := at(0, "fail", -1, 9, "assert.True(t, ok)")
	check.Fatal = true
	said := text(&trace.Failure{Fault: trace.Assertion, Replay: "0", Steps: []trace.Step{
		at(0, "read", 1, 3, "c.music()"),
		{Task: 1, Op: "use", Object: -1, Notes: []trace.Fact{{Kind: trace.FactCalls, Text: "cancel"}}}, // in a library
		at(0, "atomic load", 2, 4, `explore.Sometimes("a", b.Load())`),
		check,
		at(0, "read", 3, 11, "return tooLate"),
		{Task: 0, Op: "use", Object: -1, Notes: []trace.Fact{{Kind: trace.FactTestEnds, Text: "TestX"}}},
	}, Passing: &trace.Passing{Differ: 4, Task: 1}})
	assert.Regexp(t, `(?m)1 ●.*x.go:3 +c.music\(\)$`, said, "a read of what nobody changes needs no word")
	assert.Regexp(t, `2 .*x_test.go:90 +go hangUp\(\) +→ cancel`, said, "whose steps are all in a library is at its go statement")
	assert.Regexp(t, `3 ✗.*assert.True\(t, ok\) +✗ here`, said)
	assert.NotContains(t, said, "Sometimes")
	assert.NotContains(t, said, "tooLate")
	assert.NotContains(t, said, "TestX ends")
	assert.Contains(t, said, "if hangUp, not test, goes on after row 3")
	assert.NotContains(t, said, "(replay:", "the schedule stands at the end, once")
}

func TestARoundIsToldByWhatIsFoundAndChanged(t *testing.T) {
	var steps []trace.Step
	clock := 5
	for round := range 3 {
		lock, count := at(1, "lock", 1, 3, "mu.Lock()"), at(1, "write", 2, 4, "readers--")
		waits := at(1, "select", 10+round, 6, "select {")
		waits.Notes = []trace.Fact{{Kind: trace.FactWaits}}
		count.Now, lock.Now = int64(round), int64(round)
		first := trace.Step{Task: clock, Op: "timer fires", Object: -1, Now: int64(round + 1)}
		steps = append(steps, lock, count, at(1, "read", 3, 5, "t.free"), at(1, "start timer", 4, 6, "time.After(d)"), waits, first, first)
	}
	f := &trace.Failure{Fault: trace.Starvation, Steps: steps}
	f.Tasks = []trace.Task{test(), task(1, "elf", "x_test.go", 1), {ID: clock, Clock: true}}
	said := render.Text(failed("TestX", 2, f), options(100))
	assert.Regexp(t, `1 ●.*readers--`, said)
	assert.Regexp(t, `2 .*time passes: it is now 1ns`, said)
	assert.NotRegexp(t, `mu.Lock|t.free|time.After|select`, said)
	assert.Equal(t, 3, len(tableRow.FindAllString(said, -1)), "one moment, one row:\n%s", said)
}
