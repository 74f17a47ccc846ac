package main

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/course"
	"racelab/internal/judge"
)

func TestTheTableOfCatches(t *testing.T) {
	var out bytes.Buffer
	a := &app{ctx: t.Context(), out: &out, err: &out}
	found := []course.Verdict{course.Leak}
	none := caught{Of: 9}
	c := catch{Entry: course.Entry{Lab: course.Lab{Name: "callcentre"}, Kind: course.Broken}, tests: []string{"TestA", "TestB"},
		vet: caught{Of: 1}, race: none, leak: caught{Runs: 3, Of: 9}, runtime: none, check: none, hang: caught{Runs: 1, Of: 9},
		explorer: judge.Result{Verdict: course.Leak, Found: found}}
	a.catchTable([]catch{c}, survey{runs: 9, cpus: []int{1, 4}, limit: 3 * time.Second})
	assert.Regexp(t, `(?m)^callcentre +broken +0 of 1 +0 of 9 +3 of 9 +0 of 9 +0 of 9 +1 of 9 +leak$`, out.String())
	assert.Contains(t, out.String(), "The explorer's first run fails 1 of 1 programs.")
	assert.Contains(t, out.String(), "certain of 0 (one of them saw something in every run), leave 1 to luck, and see nothing of 0")
	assert.Contains(t, out.String(), "do not see: 1 (callcentre).")
	assert.Contains(t, out.String(), "stopped after -limit (3s)")
	assert.Contains(t, out.String(), "RACELAB_NATIVE=1 go test -race -count=1 -timeout=10s -run '^(TestA|TestB)$' ./labs/callcentre")
}

func TestCertainty(t *testing.T) {
	var c certainty
	assert.True(t, c.count([]caught{{Runs: 0, Of: 9}, {Runs: 9, Of: 9}}))
	assert.False(t, c.count([]caught{{Runs: 8, Of: 9}, {Runs: 1, Of: 9}}), "two tools that are lucky are not certain")
	assert.False(t, c.count([]caught{{Runs: 0, Of: 9}, {}}))
	assert.Equal(t, certainty{certain: 1, lucky: 1, silent: 1}, c)
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
	assert.Equal(t, "broken", seen.Kind)
	assert.Equal(t, caught{"-race", 0, 3}, seen.Catches[1], "nothing in it is a data race")
	assert.Equal(t, caught{"explorer", 1, 1}, seen.Catches[6])
}
