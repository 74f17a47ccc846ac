package judge

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"racelab/internal/syllabus"
)

// ending is how one run came to its end.
type ending struct {
	output  string
	code    int
	late    bool // killed at the wall limit
	flooded bool // killed because it printed too much
	held    bool // a child process kept its output open
	wall    time.Duration
}

// signs are the words by which a failed run shows each verdict, gravest first.
// They come from the runtime, the race detector, goleak and the lab's own tests;
// see explored for the explorer's.
var signs = []struct {
	verdict syllabus.Verdict
	mark    *regexp.Regexp
}{
	{syllabus.DataRace, regexp.MustCompile(`(?m)WARNING: DATA RACE|^fatal error: concurrent map `)},
	{syllabus.Deadlock, regexp.MustCompile(`(?m)^fatal error: all goroutines are asleep|deadlock: all goroutines in bubble are blocked|` + said("deadlock"))},
	{syllabus.Livelock, regexp.MustCompile(`(?m)` + said("livelock"))},
	{syllabus.Starvation, regexp.MustCompile(`(?m)` + said("starvation"))},
	{syllabus.Panic, nil}, // see panicked
	{syllabus.Leak, regexp.MustCompile(`found unexpected goroutines|blocked goroutines remain`)},
}

// said matches a test's message that starts with a kind of failure. Package
// testing puts a file's position before a message, testify a tab.
// The explorer quotes messages under "says".
func said(kind string) string { return `(\.go:\d+: |\t\s*|^\s*(says    )?)` + kind + `: ` }

// earlyExit is how package testing reports a success that a test declared itself.
const earlyExit = "unexpected call to os.Exit"

// crashed is the exit status of every Go program that the runtime ends.
const crashed = 2

var (
	report   = regexp.MustCompile(`--- (PASS|FAIL): (Test[^\s/]*) \(`)
	lastWord = regexp.MustCompile(`(?m)PASS$`)
	crash    = regexp.MustCompile(`(panic|fatal error): .*`)
	// explained crashes have a verdict of their own.
	explained = regexp.MustCompile(`concurrent map |all goroutines are asleep|deadlock: (all|main bubble) |` + earlyExit)
)

// classify reaches the verdict on a run that came to its end.
func classify(tests []string, e ending) Result {
	r := Result{Output: e.output}
	r.tally(tests)
	r.Open = open(r.Output, r.Passed)
	if r.passes(e) {
		r.Verdict = syllabus.Pass
		return r
	}
	said := explored(e.output)
	for _, s := range signs {
		if s.mark == nil && panicked(e) || s.mark != nil && s.mark.MatchString(e.output) || slices.Contains(said, s.verdict) {
			r.Found = append(r.Found, s.verdict)
		}
	}
	if e.late {
		r.Found = append(r.Found, syllabus.OutOfTime)
	}
	unsettled := slices.Contains(said, syllabus.Inconclusive)
	// A leak or a race can be reported after every test has passed; any other
	// failure that nothing above explains is a wrong result.
	if len(r.Found) == 0 && !unsettled || wrong(e.output, r.Failed) {
		r.Found = append(r.Found, syllabus.WrongResult)
	}
	if unsettled {
		r.Found = append(r.Found, syllabus.Inconclusive)
	}
	r.Verdict = r.Found[0]
	r.Note = r.note(e)
	return r
}

// tally sorts the expected tests by what the output says of them.
func (r *Result) tally(tests []string) {
	said := map[string]string{}
	for _, m := range report.FindAllStringSubmatch(r.Output, -1) {
		if said[m[2]] != "FAIL" { // a failure stays one, whatever is printed later
			said[m[2]] = m[1]
		}
	}
	for _, name := range tests {
		switch said[name] {
		case "PASS":
			r.Passed = append(r.Passed, name)
		case "FAIL":
			r.Failed = append(r.Failed, name)
		default:
			r.Missing = append(r.Missing, name)
		}
	}
}

func (r *Result) passes(e ending) bool {
	return e.code == 0 && !e.late && !e.flooded && !e.held &&
		len(r.Failed) == 0 && len(r.Missing) == 0 && lastWord.MatchString(e.output)
}

// panicked looks for a crash anywhere in a line, since the candidate may have
// printed half of one before.
func panicked(e ending) bool {
	return e.code == crashed && slices.ContainsFunc(crash.FindAllString(e.output, -1), func(line string) bool {
		return !explained.MatchString(line)
	})
}

func (r *Result) note(e ending) string {
	switch {
	case e.flooded:
		return "it printed more than a run may, and was stopped"
	case e.late:
		return fmt.Sprintf("it was still running after %v, and was stopped", e.wall)
	case e.held:
		return "it left a process behind that kept its output open"
	case strings.Contains(e.output, earlyExit):
		return "it ended before its tests did, by os.Exit"
	case len(r.Missing) > 0 && r.Verdict == syllabus.WrongResult:
		return "it ended before its tests did: " + strings.Join(r.Missing, ", ")
	}
	return ""
}
