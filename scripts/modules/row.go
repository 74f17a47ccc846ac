package main

import (
	"fmt"
	"strings"

	"racelab/internal/render"
	"racelab/internal/survey"
	"racelab/internal/trace"
)

// line is a row of the table.
func line(t survey.Tally, title string) string {
	if t.Refused > 0 && t.Tests() == 0 {
		return fmt.Sprintf("| %s | refused | | | | |", title)
	}
	return fmt.Sprintf("| %s | %d | %d | %d | %d | %d |", title, t.Passed+t.Sequential, t.Open, t.Inconclusive, t.Known, t.Failed)
}

// remarks say why tests have neither passed nor are open.
func remarks(f *survey.Found) (lines []string) {
	remark := func(word, test, text string) {
		lines = append(lines, fmt.Sprintf("%s %s: %s", word, test, strings.Join(strings.Fields(text), " ")))
	}
	switch {
	case f.Source != nil:
		remark("REFUSED", "", f.Source.Error())
	case f.Err != nil:
		remark("REFUSED", "", f.Err.Error())
	}
	for _, r := range f.Results {
		switch {
		case r.Err != nil:
			remark("ERROR", r.Test, r.Err.Error())
		case r.Report == nil || r.Known:
		case r.Report.Outcome == trace.Failed:
			remark("FAIL", r.Test, firstLines(render.Text(r.Report, render.Options{OmitLimits: true}), 4))
		case r.Report.Outcome == trace.Inconclusive:
			remark("OPEN", r.Test, render.Outcome(r.Report))
		default:
			for _, text := range render.Remarks(r.Report) {
				remark("REMARK", r.Test, text)
			}
		}
	}
	return lines
}

func firstLines(text string, n int) string {
	lines := strings.SplitN(text, "\n", n+1)
	return strings.Join(lines[:min(n, len(lines))], " ")
}
