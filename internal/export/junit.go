package export

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	"unicode"

	"github.com/jstemmer/go-junit-report/v2/junit"

	"racelab/internal/render"
	"racelab/internal/survey"
	"racelab/internal/trace"
)

// JUnit writes a suite for each package and a case for each test. A test that was
// not tried on every schedule passes, with a word about that in the suite's output; one
// that the explorer cannot follow is skipped.
//
// Two schemas are in use, of the Ant task and of Jenkins, and neither allows all that the
// other does: only what both know is written, and all that one of them asks for.
func JUnit(w io.Writer, all []*survey.Found) error {
	host, err := os.Hostname()
	if err != nil || host == "" {
		host = "localhost"
	}
	var suites junit.Testsuites // without totals, for which Ant has no place
	for i, f := range all {
		suite := suiteOf(f)
		suite.ID, suite.Hostname = i, host
		suite.Timestamp = time.Now().UTC().Format("2006-01-02T15:04:05") // Ant wants no zone
		suites.Suites = append(suites.Suites, suite)
	}
	return suites.WriteXML(w)
}

func suiteOf(f *survey.Found) junit.Testsuite {
	suite := junit.Testsuite{Name: f.Title(), Package: f.Title(), Time: secondsOf(f.Seconds), SystemErr: &junit.Output{}}
	suite.AddProperty("tool", "racelab explore")
	switch {
	case f.Source != nil:
		suite.AddTestcase(unbuilt(f, "does not build", f.Source.Output))
	case f.Err != nil:
		suite.AddTestcase(unbuilt(f, "cannot be explored", f.Err.Error()))
	case f.Late:
		c := caseOf(f, "build")
		c.Skipped = &junit.Result{Message: "not tried: the time is over"}
		suite.AddTestcase(c)
	}
	var said strings.Builder
	for _, r := range f.Results {
		suite.AddTestcase(testcase(f, r))
		if !r.Untried && r.Report != nil && r.Report.Outcome != trace.Failed {
			fmt.Fprintf(&said, "%s: %s\n", r.Test, outcomeOf(r))
		}
	}
	suite.SystemOut = &junit.Output{Data: printable(said.String())}
	return suite
}

func outcomeOf(r survey.Result) string {
	if r.Cut {
		return render.Outcome(r.Report) + "; cut short by -total"
	}
	return render.Outcome(r.Report)
}

func caseOf(f *survey.Found, name string) junit.Testcase {
	return junit.Testcase{Name: name, Classname: f.Title(), Time: secondsOf(0)}
}

func unbuilt(f *survey.Found, what, why string) junit.Testcase {
	c := caseOf(f, "build")
	c.Error = &junit.Result{Message: what, Type: "build", Data: printable(why)}
	return c
}

func testcase(f *survey.Found, r survey.Result) junit.Testcase {
	c := caseOf(f, r.Test)
	switch {
	case r.Err != nil:
		c.Error = &junit.Result{Message: "cannot be explored", Type: "explorer", Data: printable(r.Err.Error())}
		return c
	case r.Untried:
		c.Skipped = &junit.Result{Message: "not tried: the time is over"}
		return c
	}
	c.Time = secondsOf(r.Report.Seconds)
	switch {
	case r.Known:
		c.Skipped = &junit.Result{Message: "known: " + whyOf(r.Report)}
	case r.Alone:
		c.Skipped = &junit.Result{Message: "no matter of concurrency: " + whyOf(r.Report)}
	case r.Report.Outcome == trace.Failed:
		c.Failure = &junit.Result{Message: whyOf(r.Report), Type: string(survey.KindOf(r.Report)), Data: printable(textOf(f, r))}
	case r.Report.MustExhaust():
		c.Failure = &junit.Result{Message: render.Outcome(r.Report), Type: "not exhausted"}
	case r.Report.Outcome == trace.Inconclusive:
		c.Skipped = &junit.Result{Message: render.Outcome(r.Report)}
	}
	return c
}

// printable replaces what XML has no way to write, such as the escape with which colours
// begin: in a CDATA section, encoding/xml leaves that to the caller.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r == '\r', r >= ' ' && r != 0xFFFE && r != 0xFFFF:
			return r
		}
		return unicode.ReplacementChar
	}, text)
}

func secondsOf(s float64) string { return fmt.Sprintf("%.3f", s) }
