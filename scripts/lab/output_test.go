package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

const raceReport = `=== RUN   TestTally
==================
WARNING: DATA RACE
Write at 0x00c000 by goroutine 8:
  racelab/labs/tally.(*Wall).Add()
      /course/labs/tally/tally.go:25 +0x44
  racelab/labs/tally.(*Wall).Pack()
      /course/labs/tally/tally.go:40 +0x44

Previous read at 0x00c000 by goroutine 7:
  racelab/labs/tally.(*Wall).Add()
      /course/labs/tally/tally.go:24 +0x44

Goroutine 8 (running) created at:
  racelab/labs/tally.Start()
      /course/labs/tally/tally.go:60 +0x44
==================
    testing.go:1712: race detected during execution of test
    tally_test.go:30: 
        	Error Trace:	/course/labs/tally/tally_test.go:30
        	Error:      	Not equal: 
        	            	expected: 10
        	            	actual  : 4
        	            	
        	            	Diff:
        	            	-10
        	            	+4
        	Test:       	TestTally
        	Messages:   	six cakes are gone
        	            	next: go tool lab hint tally
--- FAIL: TestTally (0.00s)
=== RUN   TestOther
    tally_test.go:50: another scene
--- FAIL: TestOther (0.00s)
FAIL
`

func TestPlacesAreTheTwoAccessesOfTheFirstRace(t *testing.T) {
	assert.Equal(t, []string{"labs/tally/tally.go:25", "labs/tally/tally.go:24"}, places("tally", raceReport))
}

func TestPlacesWithoutARaceAreTheLabsOwnLines(t *testing.T) {
	output := "waits at tally.go:3 for tally_test.go:9\n/x/othertally.go:4\n/x/tally.go:3\ntally.go:8"
	assert.Equal(t, []string{"labs/tally/tally.go:3", "labs/tally/tally.go:8"}, places("tally", output))
}

func TestMessagesLoseTheirFrame(t *testing.T) {
	want := []string{"Not equal:", "expected: 10", "actual  : 4", "six cakes are gone"}
	assert.Equal(t, want, messages(raceReport))
}

func TestMessagesOfPassingTestsAreNotQuoted(t *testing.T) {
	output := "=== RUN   TestA\n    a_test.go:1: fine\n--- PASS: TestA (0.00s)\n=== RUN   TestB\npanic: send on closed channel\n"
	assert.Equal(t, []string{"panic: send on closed channel"}, messages(output))
}

func TestASubtestSpeaksForItself(t *testing.T) {
	output := `=== RUN   TestMix
=== RUN   TestMix/Sponge
    tools_test.go:64: only a remark about tools.go:1
=== RUN   TestMix/Icing
    tools_test.go:64: deadlock: 2 goroutines wait
          goroutine 1 waits at tools.go:34
=== RUN   TestMix/Cream
    tools_test.go:64: deadlock: another at tools.go:44
--- FAIL: TestMix (2.15s)
    --- PASS: TestMix/Sponge (0.01s)
    --- FAIL: TestMix/Icing (1.05s)
    --- FAIL: TestMix/Cream (1.05s)
`
	assert.Equal(t, []string{"deadlock: 2 goroutines wait", "goroutine 1 waits at tools.go:34"}, messages(output))
	assert.Equal(t, []string{"labs/tools/tools.go:34"}, places("tools", output))
}

func TestDidYouMeanKeepsQuietAboutFarNames(t *testing.T) {
	names := []string{"cakebox", "tally"}
	assert.Contains(t, didYouMean("cakbox", names), "cakebox")
	assert.Contains(t, didYouMean("cake", names), "cakebox", "a beginning is near")
	assert.Empty(t, didYouMean("heartbeat", names))
	assert.Empty(t, didYouMean("", names))
}

func TestVerdictsPromised(t *testing.T) {
	lab := entry{kind: broken}
	lab.lab.Fails = append(lab.lab.Fails, "data race", "leak")
	assert.True(t, lab.right("data race", append(lab.lab.Fails, "panic")))
	assert.False(t, lab.right("data race", lab.lab.Fails[:1]), "both must be shown")
	assert.False(t, lab.right("passes", nil))
	assert.True(t, entry{kind: rejected}.right("deadlock", nil))
	assert.False(t, entry{kind: accepted}.right("deadlock", nil))
}
