package judge

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/trace"
)

// marked is output as test2json wants it.
func marked(output string) string {
	for _, head := range []string{"=== ", "--- ", "PASS\n", "FAIL\n"} {
		output = strings.ReplaceAll("\n"+output, "\n"+head, "\n"+marker+head)[1:]
	}
	return output
}

const racedTally = `=== RUN   TestTally
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
	assert.Equal(t, []string{"labs/tally/tally.go:25", "labs/tally/tally.go:24"}, places("tally", marked(racedTally)))
}

func TestPlacesWithoutARaceAreTheLabsOwnLines(t *testing.T) {
	output := "waits at tally.go:3 for tally_test.go:9\n/x/othertally.go:4\n/x/tally.go:3\ntally.go:8"
	assert.Equal(t, []string{"labs/tally/tally.go:3", "labs/tally/tally.go:8"}, places("tally", output))
}

func TestPlacesOfAReport(t *testing.T) {
	at := func(file string, line int) trace.Place {
		return trace.Place{File: "/course/labs/box/" + file, Line: line}
	}
	r := &trace.Report{Failure: &trace.Failure{
		Waits: []trace.Stuck{{Where: at("box.go", 3), Taken: at("box.go", 9)}},
		Steps: []trace.Step{{Where: at("box.go", 5)}, {Where: at("box_test.go", 7)}, {Where: at("box.go", 9)}, {Where: at("box.go", 4)}},
	}}
	assert.Equal(t, []string{"labs/box/box.go:3", "labs/box/box.go:9", "labs/box/box.go:4", "labs/box/box.go:5"}, placesOf("box", r))
}

func TestTheRaceReportInTwoLines(t *testing.T) {
	want := []RaceSide{
		{"Write by goroutine 8", "labs/tally/tally.go:25"},
		{"Previous read by goroutine 7", "labs/tally/tally.go:24"},
	}
	assert.Equal(t, want, RaceSides("tally", racedTally))
	assert.Nil(t, RaceSides("tally", "=== RUN   TestTally\nPASS\n"), "no race")
	assert.Equal(t, []RaceSide{{want[0].Access, ""}, {want[1].Access, ""}}, RaceSides("cakebox", racedTally), "none of the lines is the lab's own")
	assert.Nil(t, RaceSides("tally", "WARNING: DATA RACE\n"), "cut short")
}

func TestQuotesLoseTheFrameOfPackageTesting(t *testing.T) {
	said := quotes(marked(racedTally), nil)
	assert.Len(t, said, 1, "that there was a race is told by the verdict")
	assert.True(t, strings.HasPrefix(said[0], "\n\tError Trace:"), "%q", said)
	assert.Contains(t, said[0], "six cakes are gone")
	assert.NotContains(t, said[0], "another scene")
}

// What the explorer prints of a failure is not quoted: its report is told as a table.
func TestAReportIsNotQuoted(t *testing.T) {
	output := "\x16=== RUN   TestTables\n    x_test.go:3: FAIL  TestTables  failed\n\x16--- FAIL: TestTables (0.00s)\n" +
		"\x16=== RUN   TestTea\n    x_test.go:9: no tea\n\x16--- FAIL: TestTea (0.00s)\n\x16FAIL\n"
	assert.Equal(t, []string{"FAIL  TestTables  failed"}, quotes(output, nil))
	told := []*trace.Report{{Test: "TestTables", Outcome: trace.Failed}, {Test: "TestTea", Outcome: trace.Passed}}
	assert.Equal(t, []string{"no tea"}, quotes(output, told))
}

func TestQuotesOfWhoDied(t *testing.T) {
	output := "=== RUN   TestA\n    a_test.go:1: fine\n--- PASS: TestA (0.00s)\n=== RUN   TestB\npanic: send on closed channel\n"
	assert.Equal(t, []string{"panic: send on closed channel"}, quotes(marked(output), nil), "a passing test is not quoted")
}

func TestASubtestSpeaksForItself(t *testing.T) {
	output := marked(`=== RUN   TestMix
=== RUN   TestMix/Sponge
    tools_test.go:64: only a remark about tools.go:1
--- PASS: TestMix/Sponge (0.01s)
=== RUN   TestMix/Icing
    tools_test.go:64: deadlock: 2 goroutines wait
          goroutine 1 waits at tools.go:34
--- FAIL: TestMix/Icing (1.05s)
=== RUN   TestMix/Cream
    tools_test.go:64: deadlock: another at tools.go:44
--- FAIL: TestMix/Cream (1.05s)
=== NAME  TestMix
--- FAIL: TestMix (2.15s)
`)
	assert.Equal(t, []string{"deadlock: 2 goroutines wait\n  goroutine 1 waits at tools.go:34"}, quotes(output, nil))
	assert.Equal(t, []string{"labs/tools/tools.go:34"}, places("tools", output))
}

func TestWhatGoleakFinds(t *testing.T) {
	output := marked("=== RUN   TestA\n--- PASS: TestA (0.00s)\nPASS\n") + "goleak: Errors on successful test run: found unexpected goroutines:\n" +
		"[Goroutine 7 in state chan send, with racelab/labs/box.fill on top of the stack:\nracelab/labs/box.fill()\n\t/course/labs/box/box.go:9 +0x2\n"
	assert.Equal(t, []string{"left behind: a goroutine in racelab/labs/box.fill (chan send)"}, quotes(output, nil))
}

// A test may say more than goleak does, before that and after it.
func TestWhatATestSaysOfALeak(t *testing.T) {
	output := marked(`=== RUN   TestBakery
    bakery_test.go:27: want nobody in the bakery:
        found unexpected goroutines:
        [Goroutine 8 in state chan receive, with racelab/labs/box.work on top of the stack:
        racelab/labs/box.work(...)
        	/course/labs/box/box.go:26
         Goroutine 9 in state select, with racelab/labs/box.oven on top of the stack:
        racelab/labs/box.oven(...)
        	/course/labs/box/box.go:36
        ]
        The light is on.
    bakery_test.go:30: the door is open
--- FAIL: TestBakery (0.48s)
`)
	assert.Equal(t, []string{"want nobody in the bakery:\nleft behind: a goroutine in racelab/labs/box.work (chan receive)\n" +
		"left behind: a goroutine in racelab/labs/box.oven (select)\nThe light is on.", "the door is open"}, quotes(output, nil))
}

func TestTheCopyIsNamedAsTheLabsOwnFile(t *testing.T) {
	output := "# racelab/labs/box\n../tmp/racelab-judge-1/2/box.go:4:1: syntax error (in /x/box.go:3)\nlabs/box/box_test.go:9:1: undefined"
	assert.Equal(t, "# racelab/labs/box\nlabs/box/box.go:4:1: syntax error (in /x/box.go:3)\nlabs/box/box_test.go:9:1: undefined", filepath.ToSlash(Named("box", output)))
}

func TestMarksOfErrorsAreTakenAway(t *testing.T) {
	said := "\x16=== RUN   TestTea\n\x0f    tea_test.go:7: no tea\n        at all\n\x0e\x16--- FAIL: TestTea (0.00s)\n"
	assert.Equal(t, []string{"no tea\nat all"}, quotes(said, nil))
	assert.Len(t, messages(said, []string{"TestTea"}), 1)
	assert.NotContains(t, unmarked(said), "\x0f")
}
