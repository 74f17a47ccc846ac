package main

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/judge"
	"racelab/internal/syllabus"
)

func TestTheTableOfCatches(t *testing.T) {
	var out bytes.Buffer
	a := &app{ctx: t.Context(), out: &out, err: &out}
	found := []syllabus.Verdict{syllabus.Leak}
	c := catch{lab: syllabus.Lab{Name: "callcentre"}, tests: []string{"TestA", "TestB"}, raced: 9, leak: 3, ran: 9, hang: 1,
		explorer: judge.Result{Verdict: syllabus.Leak, Found: found}}
	a.catchTable([]catch{c}, survey{runs: 9, cpus: []int{1, 4}, limit: 3 * time.Second})
	assert.Regexp(t, `(?m)^callcentre +0 of 1 +0 of 9 +3 of 9 +0 of 9 +0 of 9 +1 of 9 +leak$`, out.String())
	assert.Contains(t, out.String(), "stopped after -limit (3s)")
	assert.Contains(t, out.String(), "RACELAB_NATIVE=1 go test -race -count=1 -timeout=10s -run '^(TestA|TestB)$' ./labs/callcentre")
}

// A real lab, with the real explorer.
func TestCatchesOfOneLab(t *testing.T) {
	t.Chdir("../..")
	var out, problems bytes.Buffer
	a := &app{ctx: t.Context(), out: &out, err: &problems}
	require.Equal(t, exitOK, a.main([]string{"catches", "callcentre", "-runs", "3", "-json"}), problems.String())
	var seen event
	for line := range bytes.Lines(out.Bytes()) {
		var e event
		require.NoError(t, json.Unmarshal(line, &e))
		if e.Event == "catch" {
			seen = e
		}
	}
	assert.Equal(t, "leak", seen.Verdict, "the explorer's first run")
	require.Len(t, seen.Catches, 7)
	assert.Equal(t, caught{"-race", 0, 3}, seen.Catches[1], "nothing in it is a data race")
	assert.Equal(t, caught{"explorer", 1, 1}, seen.Catches[6])
}
