package audit

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"racelab/internal/course"
	"racelab/internal/judge"
)

func TestTheTableOfCatches(t *testing.T) {
	var out bytes.Buffer
	found := []course.Verdict{course.Leak}
	none := Caught{Of: 9}
	c := Catch{Entry: course.Entry{Lab: course.Lab{Name: "callcentre"}, Kind: course.Broken}, Tests: []string{"TestA", "TestB"},
		vet: Caught{Of: 1}, race: none, leak: Caught{Runs: 3, Of: 9}, runtime: none, check: none, hang: Caught{Runs: 1, Of: 9},
		Explorer: judge.Result{Verdict: course.Leak, Found: found}}
	Survey{Runs: 9, CPUs: []int{1, 4}, Limit: 3 * time.Second}.Table(&out, []Catch{c})
	assert.Regexp(t, `(?m)^callcentre +broken +0 of 1 +0 of 9 +3 of 9 +0 of 9 +0 of 9 +1 of 9 +leak$`, out.String())
	assert.Contains(t, out.String(), "The explorer's first run fails 1 of 1 programs.")
	assert.Contains(t, out.String(), "certain of 0 (one of them saw something in every run), leave 1 to chance, and see nothing of 0")
	assert.Contains(t, out.String(), "do not see: 1 (callcentre).")
	assert.Contains(t, out.String(), "stopped after -limit (3s)")
	assert.Contains(t, out.String(), "RACELAB_NATIVE=1 go test -race -count=1 -timeout=10s -run '^(TestA|TestB)$' ./labs/callcentre")
}

func TestCertainty(t *testing.T) {
	var c certainty
	assert.True(t, c.count([]Caught{{Runs: 0, Of: 9}, {Runs: 9, Of: 9}}))
	assert.False(t, c.count([]Caught{{Runs: 8, Of: 9}, {Runs: 1, Of: 9}}), "two tools that are lucky are not certain")
	assert.False(t, c.count([]Caught{{Runs: 0, Of: 9}, {}}))
	assert.Equal(t, certainty{certain: 1, lucky: 1, silent: 1}, c)
}
