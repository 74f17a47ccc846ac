package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"racelab/internal/console"
	"racelab/internal/trace"
)

// Outcome is the result in a few words, such as "passed: all 6 schedules".
// Nothing that was cut short reads as a proof.
func Outcome(r *trace.Report) string {
	switch r.Outcome {
	case trace.Failed:
		if replay := replayOf(r); replay != "" {
			return "failed (replay: " + replay + ")"
		}
		return "failed"
	case trace.Passed:
		return "passed: " + whole(r) + of(sizedScenarios(r)) + inPatientTime(r) + inBrackets(joined(cmp.Or(console.Clean(r.Reason), alone(r)), overruled(r))) + notSeen(r)
	case trace.Partly:
		return "no failure in " + console.Count(r.Executions, "schedule") + inPatientTime(r) + "; not all were tried" + inBrackets(joined(console.Clean(r.Reason), wholeSizes(r), mustExhaust(r), overruled(r)))
	}
	if r.Unended {
		return "open: " + reasonOf(r) + inBrackets(joined(mustExhaust(r), overruled(r)))
	}
	if reason := reasonOf(r); reason != "" {
		return "inconclusive: " + reason
	}
	return "inconclusive"
}

// wholeSizes names the scenarios that were tried on every schedule, beside others.
func wholeSizes(r *trace.Report) string {
	if whole := sizedScenarios(r); whole != "" {
		return "all schedules of " + whole + " were"
	}
	return ""
}

// mustExhaust says that a test is not content with less than all schedules.
func mustExhaust(r *trace.Report) string {
	if r.MustExhaust() {
		return "the test must try every schedule"
	}
	return ""
}

// overruled names the options of the test itself that did not count.
func overruled(r *trace.Report) string {
	if r.Overruled == nil {
		return ""
	}
	var names []string
	for _, o := range []struct {
		given bool
		name  string
	}{
		{r.Overruled.Schedules > 0, fmt.Sprintf("Schedules(%d)", r.Overruled.Schedules)},
		{r.Overruled.Time > 0, fmt.Sprintf("Within(%v)", r.Overruled.Time)},
		{r.Overruled.Seed > 0, fmt.Sprintf("Seed(%d)", r.Overruled.Seed)},
		{r.Overruled.MaxSteps > 0, fmt.Sprintf("MaxSteps(%d)", r.Overruled.MaxSteps)},
		{r.Overruled.Patient, "Patient()"},
	} {
		if o.given {
			names = append(names, o.name)
		}
	}
	return "overruled by what you asked for: the test's own " + strings.Join(names, ", ")
}

func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "; ")
}

// notSeen names what a pass says nothing about.
func notSeen(r *trace.Report) string {
	if len(r.NotSeen) == 0 {
		return ""
	}
	return "; not seen inside: " + console.Clean(strings.Join(r.NotSeen, ", "))
}

// alone says that nothing else could have happened.
func alone(r *trace.Report) string {
	if r.Sequential {
		return "one goroutine only"
	}
	return ""
}

// inPatientTime says what kind of schedules were tried, if there are others.
func inPatientTime(r *trace.Report) string {
	if r.TimeMode != trace.Patient {
		return ""
	}
	return " in which time waits for goroutines"
}

// whole says that all schedules were tried, and how many there are.
func whole(r *trace.Report) string {
	switch {
	case r.Sequential:
		return "not concurrent"
	case schedules(r) == 1:
		return "its one schedule"
	}
	return "all " + Schedules(r)
}

// Schedules says how many there are in all, such as "6 schedules".
func Schedules(r *trace.Report) string { return console.Count(schedules(r), "schedule") }

// schedules is how many there are in all. The exhaustive search may have been
// preceded by other runs, which do not count twice.
func schedules(r *trace.Report) int {
	if r.Classes > 0 {
		return r.Classes
	}
	return r.Executions
}

func replayOf(r *trace.Report) string {
	switch {
	case r.Failure != nil && r.Failure.Replay != "":
		return console.Clean(r.Failure.Replay)
	case r.Race != nil:
		return console.Clean(r.Race.Replay)
	}
	return ""
}

func reasonOf(r *trace.Report) string {
	switch {
	case r.Reason != "":
		return console.Clean(r.Reason)
	case r.Failure != nil:
		return causeOf(r.Failure, newNames(r.Failure))
	}
	return ""
}

func inBrackets(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

// headWord is the word that a reader looks for first.
func headWord(o trace.Outcome) string {
	switch o {
	case trace.Failed:
		return "FAIL"
	case trace.Passed:
		return "PASS"
	}
	return "OPEN" // neither: a schedule that was not tried may fail
}

func fatalPlace(f *trace.Failure) string {
	for _, s := range f.Steps {
		if s.Fatal {
			return at(s.Where)
		}
	}
	return ""
}

// found says how long the search took and how little it takes to fail.
func found(r *trace.Report) string {
	f := r.Failure
	if f.Fault == trace.NeverSometimes {
		if r.Classes > 0 {
			return "that is so on " + whole(r)
		}
		return "that is so on the " + console.Count(r.Executions, "schedule") + " that were tried"
	}
	if r.Executions == 0 || len(f.Steps) == 0 || f.Fault == trace.Unstable || f.Endless() {
		return ""
	}
	after := "after " + console.Count(cmp.Or(f.After, r.Executions), "schedule") + ", with "
	if f.Preemptions == 0 {
		return after + "no preemption: each goroutine goes on until it must wait, and it fails all the same"
	}
	after += console.Count(f.Preemptions, "preemption") + " (a switch away from a goroutine that could have gone on)"
	if f.Minimal {
		return after + "; with fewer, every schedule passes"
	}
	if r.Late {
		return after + "; fewer may do: there was no time to find out"
	}
	return after + "; fewer may do"
}
