package render

import (
	"strings"

	"github.com/fatih/color"

	"racelab/internal/console"
	"racelab/internal/trace"
)

// Line is a report in one line of a list, at most opt.Width wide: its word, the
// test's name in a column of that width, and what came of it. On a narrow screen that
// is below the name.
func Line(r *trace.Report, column int, opt Options) string {
	opt = opt.normal()
	word, signs := headWord(r.Outcome), opt.signs()
	name := pad(console.Clean(r.Test), column)
	room := opt.Width - labelWidth - console.Cells(name)
	start := opt.style(colourOf[word], color.Bold)(word) + "  "
	if room < leastWidth/2 {
		below := append(console.Wrap(name, opt.Width-wordWidth), console.Wrap(inShort(r), opt.Width-wordWidth)...)
		return start + strings.Join(below, "\n"+strings.Repeat(" ", wordWidth))
	}
	return start + name + "  " + console.Cut(inShort(r), room, signs.dots)
}

const wordWidth = len("FAIL  ")

// colourOf the word that a reader looks for first.
var colourOf = map[string]color.Attribute{"FAIL": color.FgRed, "PASS": color.FgGreen, "OPEN": color.FgYellow}

// inShort is the outcome without what is the same for many tests of a list.
func inShort(r *trace.Report) string {
	switch {
	case r.Outcome == trace.Failed && r.Failure != nil && r.Race != nil && r.Failure.Fault != trace.DataRace:
		return string(r.Failure.Fault) + ", and a data race"
	case r.Outcome == trace.Failed && r.Failure != nil:
		return string(r.Failure.Fault)
	case r.Outcome == trace.Failed && r.Race != nil:
		return string(trace.DataRace)
	case r.Outcome == trace.Failed:
		return "failed"
	case r.Outcome == trace.Passed:
		return "passed: " + whole(r) + of(scenarios(r))
	case r.Outcome == trace.Partly:
		return "no failure in " + console.Count(r.Executions, "schedule") + "; not all were tried"
	}
	return Outcome(r)
}

// Caveats say what must not be read into a list of reports.
func Caveats(reports []*trace.Report) []string {
	var passed, patient, ruled bool
	for _, r := range reports {
		passes := r.Outcome == trace.Passed && !r.Sequential || r.Outcome == trace.Partly
		passed, patient = passed || passes, patient || passes && r.TimeMode == trace.Patient
		ruled = ruled || r.Overruled != nil
	}
	var list []string
	if patient {
		list = append(list, patientOnly)
	}
	if ruled {
		list = append(list, "What you asked for overrules options that tests set themselves.")
	}
	if passed {
		list = append(list, limits)
	}
	return list
}
