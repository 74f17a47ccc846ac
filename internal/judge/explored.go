package judge

import (
	"regexp"
	"slices"
	"strings"

	"racelab/internal/syllabus"
	"racelab/internal/trace"
)

// faults are what the explorer finds wrong with a schedule, and what that comes
// to. A misuse, as of a mutex, is a panic. Its assertions are those of the tests.
var faults = map[trace.Fault]syllabus.Verdict{
	trace.Panic:          syllabus.Panic,
	trace.Assertion:      syllabus.WrongResult,
	trace.Deadlock:       syllabus.Deadlock,
	trace.Livelock:       syllabus.Livelock,
	trace.Starvation:     syllabus.Starvation,
	trace.Leak:           syllabus.Leak,
	trace.DataRace:       syllabus.DataRace,
	trace.NeverSometimes: syllabus.WrongResult,
	trace.Unstable:       syllabus.Inconclusive,
}

var (
	causeLine = regexp.MustCompile(`(?m)^\s+cause   ([A-Za-z -]+?)(?: at \S+)?: `)
	raceLine  = regexp.MustCompile(`(?m)^\s+race    .+ (?:reads|writes) at `)
	unsettled = regexp.MustCompile(`(?m)\.go:\d+: inconclusive: |^\s+hint: this test must try every schedule`)
	noFailure = regexp.MustCompile(`\.go:\d+: passed(: all)? [\d,]+ schedules?(, not all( \(.*\))?)?\n?$`)
	notAll    = regexp.MustCompile(`\.go:\d+: passed [\d,]+ schedules?, not all`)
)

// open counts the explorations that ended without a failure and before they had
// tried every schedule.
func open(output string, passed []string) (n int) {
	for _, text := range messages(output, passed) {
		if notAll.MatchString(text) {
			n++
		}
	}
	return n
}

// explored lists what the explorer says in text, each verdict once.
func explored(text string) []syllabus.Verdict {
	var found []syllabus.Verdict
	for _, m := range causeLine.FindAllStringSubmatch(text, -1) {
		if v, known := faults[trace.Fault(strings.ToLower(m[1]))]; known { // one of them is shouted
			found = append(found, v)
		}
	}
	if raceLine.MatchString(text) {
		found = append(found, syllabus.DataRace)
	}
	if unsettled.MatchString(text) {
		found = append(found, syllabus.Inconclusive)
	}
	slices.Sort(found)
	return slices.Compact(found)
}
