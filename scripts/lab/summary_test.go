package main

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/build"
	"racelab/internal/trace"
)

func TestSummary(t *testing.T) {
	s := summary{}
	s.count(&trace.Report{Outcome: trace.Passed})
	assert.Empty(t, s.lines(build.NotRun{}), "of one test everything has been said")
	s.count(&trace.Report{Outcome: trace.Passed, Sequential: true})
	s.count(&trace.Report{Outcome: trace.Partly})
	s.count(&trace.Report{Outcome: trace.Inconclusive})
	s.count(&trace.Report{Outcome: trace.Failed})
	s.count(&trace.Report{Outcome: trace.Failed})
	assert.Equal(t, []string{
		"in all: 2 failed, 1 passed on every schedule, 1 passed with one goroutine only, 1 open: not every schedule was tried, 1 inconclusive",
		"not run: 1 benchmark, 2 examples that do not say what they print",
	}, s.lines(build.NotRun{Benchmarks: 1, Examples: 2}))
}
