package export

import (
	"io"
	"strings"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"racelab/internal/survey"
	"racelab/internal/trace"
)

// about is where a reader of a finding learns what wrote it.
const about = "https://go.dev/ref/mem"

// SARIF writes a result for each failure. Paths are as seen from cwd.
func SARIF(w io.Writer, all []*survey.Found, cwd string) error {
	report := sarif.NewReport()
	run := sarif.NewRunWithInformationURI("racelab", about)
	for _, x := range findings(all, cwd) {
		rule := ruleOf(x.kind)
		run.AddRule(rule).WithName(string(x.kind)).WithShortDescription(sarif.NewMultiformatMessageString().WithText(string(x.kind)))
		result := sarif.NewRuleResult(rule).WithLevel("error").WithMessage(sarif.NewTextMessage(x.test + ": " + x.why))
		if x.known {
			result.WithBaselineState("unchanged").WithLevel("note")
		}
		for i, at := range x.places {
			region := sarif.NewRegion().WithStartLine(at.Line)
			location := sarif.NewLocationWithPhysicalLocation(sarif.NewPhysicalLocation().
				WithArtifactLocation(sarif.NewSimpleArtifactLocation(at.File)).WithRegion(region))
			if i == 0 {
				result.AddLocation(location)
			} else {
				result.AddRelatedLocation(location)
			}
		}
		run.AddResult(result)
	}
	report.AddRun(run)
	return report.PrettyWrite(w)
}

// ruleOf is the name of a kind of failure in one word.
func ruleOf(kind trace.Fault) string { return strings.ReplaceAll(string(kind), " ", "-") }
