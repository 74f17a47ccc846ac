package judge

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"racelab/internal/course"
	"racelab/internal/trace"
)

// ending is how one run came to its end.
type ending struct {
	output   string // with package testing's marks
	evidence []trace.Evidence
	code     int
	late     bool // killed at the wall limit
	enough   bool // killed because a failure was known for long enough
	flooded  bool // killed because it printed too much
	held     bool // a child process kept its output open
	altered  bool // what it was built from is no longer what it was
	wall     time.Duration
}

// gravest are the verdicts in the order in which they are told.
var gravest = []course.Verdict{
	course.DataRace, course.Deadlock, course.Livelock, course.Starvation, course.Panic, course.Leak,
	course.OutOfTime, course.WrongResult, course.Inconclusive,
}

// classify reaches the verdict on a run that came to its end. Of the tests, those
// that are explored must have delivered a report.
func classify(tests, explored []string, e ending) Result {
	r := Result{Output: unmarked(e.output), Reports: reports(e.evidence), Open: open(e.evidence)}
	r.tally(tests, e)
	r.Unproven = unproven(explored, e.evidence)
	if r.passes(e) {
		r.Verdict = course.Pass
		return r
	}
	found := append(signed(e.output), weighAll(e.evidence)...)
	if crashed(e) {
		found = append(found, course.Panic)
	}
	if e.late {
		found = append(found, course.OutOfTime)
	}
	// A leak or a race can be reported after every test has passed, and whoever
	// passes without a report has proven nothing; any other failure that nothing
	// above explains is a wrong result.
	if len(found) == 0 && len(r.Failed)+len(r.Missing) == 0 && len(r.Unproven) > 0 {
		found = append(found, course.Inconclusive)
	}
	if len(found) == 0 || wrong(e, r.Failed) {
		found = append(found, course.WrongResult)
	}
	r.find(found)
	r.Said = said(e)
	r.Note = r.note(e)
	return r
}

// find takes down what was found, gravest first.
func (r *Result) find(found []course.Verdict) {
	for _, v := range gravest {
		if slices.Contains(found, v) {
			r.Found = append(r.Found, v)
		}
	}
	if len(r.Found) > 0 {
		r.Verdict = r.Found[0]
	}
}

// tally sorts the expected tests by what package testing prints and what they
// tell themselves: one has passed if both say so. One that the explorer saw fail has
// failed, also if the process ended before its turn came.
func (r *Result) tally(tests []string, e ending) {
	printed, told := results(e.output), ends(e.evidence)
	for _, name := range tests {
		switch {
		case printed[name] == "FAIL", accused(name, e.evidence):
			r.Failed = append(r.Failed, name)
		case printed[name] == "PASS" && told[name] == trace.EndPassed:
			r.Passed = append(r.Passed, name)
		case printed[name] == "" && seenToFail(name, e.evidence):
			r.Failed = append(r.Failed, name)
		default:
			r.Missing = append(r.Missing, name)
		}
	}
}

// accused reports whether a test, or the stage before it ended the process, has
// told of a fault.
func accused(name string, evidence []trace.Evidence) bool {
	return slices.ContainsFunc(evidence, func(e trace.Evidence) bool { return e.Says != "" && testOf(e.Test) == name })
}

func seenToFail(name string, evidence []trace.Evidence) bool {
	return slices.ContainsFunc(evidence, func(e trace.Evidence) bool { return fails(e) && testOf(e.Test) == name })
}

func (r *Result) passes(e ending) bool {
	last := frames(e.output)
	return e.code == 0 && !e.late && !e.enough && !e.flooded && !e.held && !e.altered &&
		len(r.Failed) == 0 && len(r.Missing) == 0 && len(r.Unproven) == 0 &&
		slices.ContainsFunc(last, func(f frame) bool { return f.word == "PASS" && f.test == "" })
}

// wrong reports whether a failed test said something that is no sign of a graver
// verdict. Package testing does not tell t.Log from t.Error, so the tests of a
// lab do not log.
func wrong(e ending, failed []string) bool {
	return slices.ContainsFunc(failed, func(test string) bool {
		n := 0
		for _, text := range messages(e.output, []string{test}) {
			if !strings.Contains(text, racedTest) && len(signed(text)) == 0 {
				n++
			}
		}
		return n > spokenFor(test, e.evidence)
	})
}

func (r *Result) note(e ending) string {
	switch {
	case e.altered:
		return "while it ran, the files changed that it was built from"
	case e.flooded:
		return "it printed more than a run may, and was stopped"
	case e.late:
		return fmt.Sprintf("it was still running after %v, and was stopped", e.wall)
	case e.enough:
		return "by then it could not pass any more, and the rest took long: it was not waited for"
	case e.held:
		return "it left a process behind that kept its output open"
	case strings.Contains(e.output, earlyExit):
		return "it ended before its tests did, by os.Exit"
	case len(r.Missing) > 0 && r.Verdict == course.WrongResult:
		return "it ended before its tests did: " + strings.Join(r.Missing, ", ")
	case len(r.Failed) == 0 && len(r.Missing) == 0 && len(r.Unproven) > 0:
		return "the explorer has not reported on " + strings.Join(r.Unproven, ", ") + ", so nothing is proven"
	}
	return ""
}

// said is what the stage said, last of all, before it ended the process.
func said(e ending) (says []string) {
	for _, w := range e.evidence {
		if w.Says != "" {
			says = append(says, w.Says)
		}
	}
	return says
}
