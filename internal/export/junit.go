package export

import (
	"fmt"
	"io"

	"github.com/jstemmer/go-junit-report/v2/junit"

	"racelab/internal/render"
	"racelab/internal/survey"
	"racelab/internal/trace"
)

// JUnit writes a suite for each package and a case for each test. A test that was
// not tried on every schedule passes, with a word about that; one that the explorer
// cannot follow is skipped.
func JUnit(w io.Writer, all []*survey.Found) error {
	var suites junit.Testsuites
	for i, f := range all {
		suite := junit.Testsuite{Name: f.Name, ID: i, Package: f.Name, Time: fmt.Sprintf("%.3f", f.Seconds)}
		switch {
		case f.Source != nil:
			suite.AddTestcase(junit.Testcase{Name: "build", Classname: f.Name, Error: &junit.Result{Message: "does not build", Data: f.Source.Output}})
		case f.Err != nil:
			suite.AddTestcase(junit.Testcase{Name: "build", Classname: f.Name, Error: &junit.Result{Message: "cannot be explored", Data: f.Err.Error()}})
		}
		for _, r := range f.Results {
			suite.AddTestcase(testcase(f, r))
		}
		suites.AddSuite(suite)
	}
	suites.Skipped = 0 // each suite says it; the schema of Jenkins (junit-10.xsd) knows none here
	return suites.WriteXML(w)
}

func testcase(f *survey.Found, r survey.Result) junit.Testcase {
	c := junit.Testcase{Name: r.Test, Classname: f.Name}
	switch {
	case r.Err != nil:
		c.Error = &junit.Result{Message: "cannot be explored", Data: r.Err.Error()}
		return c
	case r.Untried:
		c.Skipped = &junit.Result{Message: "not tried: the time is over"}
		return c
	}
	c.Time = fmt.Sprintf("%.3f", r.Report.Seconds)
	switch {
	case r.Known:
		c.Skipped = &junit.Result{Message: "known: " + whyOf(r.Report)}
	case r.Alone:
		c.Skipped = &junit.Result{Message: "no matter of concurrency: " + whyOf(r.Report)}
	case r.Report.Outcome == trace.Failed:
		c.Failure = &junit.Result{Message: whyOf(r.Report), Type: string(survey.KindOf(r.Report)), Data: textOf(f, r)}
	case r.Report.Outcome == trace.Inconclusive:
		c.Skipped = &junit.Result{Message: render.Outcome(r.Report)}
	default:
		c.SystemOut = &junit.Output{Data: render.Outcome(r.Report)}
		if r.Cut {
			c.SystemOut.Data += "; cut short by -total"
		}
	}
	return c
}
