package survey

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/trace"
)

func TestWhoHasReturned(t *testing.T) {
	made := func(line int) trace.Place { return trace.Place{File: "made_test.go", Line: line} }
	tasks := []trace.Task{{ID: 0, Parent: -1}, {ID: 1, Parent: 0, Where: trace.Place{File: "pool.go", Line: 3}},
		{ID: 2, Parent: 0, Where: made(8)}, {ID: 3, Parent: 0, Where: made(7)}}
	done := func(task int) trace.Step { return trace.Step{Task: task, Op: trace.OpDone, Where: made(7)} }
	inside := trace.Step{Task: 2, Op: trace.OpDone, Where: trace.Place{File: "pool.go", Line: 9}}
	for want, steps := range map[[2]bool][]trace.Step{
		{true, false}:  {inside, done(3)},
		{false, true}:  {inside, done(2)},
		{true, true}:   {inside, done(2), done(3)},
		{false, false}: {inside},
	} {
		first, second := returned(&trace.Failure{Tasks: tasks, Steps: steps})
		assert.Equal(t, want, [2]bool{first, second})
	}
	first, second := returned(&trace.Failure{Tasks: tasks[:3], Steps: []trace.Step{done(2)}})
	assert.False(t, first || second, "a single call")
}

// stays is a goroutine that waits for ever at a line after both calls have returned.
func stays(line int) *trace.Report {
	made := func(line int) trace.Place { return trace.Place{File: "made_test.go", Line: line} }
	done := func(task int) trace.Step { return trace.Step{Task: task, Op: trace.OpDone, Where: made(7)} }
	return &trace.Report{Outcome: trace.Failed, Failure: &trace.Failure{Fault: trace.Leak,
		Tasks: []trace.Task{{ID: 0, Parent: -1}, {ID: 1, Parent: 0, Where: made(7)}, {ID: 2, Parent: 0, Where: made(8)}},
		Steps: []trace.Step{done(1), done(2)},
		Waits: []trace.Stuck{{Where: trace.Place{File: "pool.go", Line: line}}, {Where: made(9 * line)}}}}
}

func TestTheSameFailureOneAfterTheOther(t *testing.T) {
	fails := func(fault trace.Fault, line int) *trace.Report {
		return &trace.Report{Outcome: trace.Failed, Failure: &trace.Failure{Fault: fault,
			Steps: []trace.Step{{Where: trace.Place{File: "pool.go", Line: 1}}, {Fatal: true, Where: trace.Place{File: "pool.go", Line: line}}}}}
	}
	passes, unclear := &trace.Report{Outcome: trace.Passed}, &trace.Report{Outcome: trace.Inconclusive}
	closed := fails(trace.Panic, 7)
	closed.Failure.Cause.Places = []trace.Place{{File: "pool.go", Line: 9}} // which another goroutine has closed
	inTest := fails(trace.Panic, 7)
	inTest.Failure.Steps[1].Where.File = "made_test.go"
	inTurn := fails(trace.Panic, 70)
	inTurn.Failure.Steps[1].Where.File = "turns_test.go"
	for name, c := range map[string]struct {
		at, inTurn *trace.Report
		want       bool
	}{
		"at the same place":        {closed, fails(trace.Panic, 7), true},
		"in the made tests":        {inTest, inTurn, true},
		"at another place":         {fails(trace.Panic, 7), fails(trace.Panic, 8), false},
		"another kind":             {fails(trace.Panic, 7), fails(trace.Deadlock, 7), false},
		"waits somewhere":          {fails(trace.Deadlock, 7), fails(trace.Deadlock, 8), true},
		"passes":                   {fails(trace.Deadlock, 7), passes, false},
		"goes round for ever":      {fails(trace.Livelock, 7), unclear, true},
		"unclear, and is to wait":  {fails(trace.Deadlock, 7), unclear, false},
		"stays where it would":     {stays(7), stays(7), true},
		"stays somewhere else":     {stays(7), stays(8), false},
		"there was no time for it": {fails(trace.Panic, 7), nil, false},
	} {
		assert.Equal(t, c.want, failsLike(c.at, c.inTurn), name)
	}
}
