package main

import (
	"fmt"
	"strings"

	"racelab/internal/render"
	"racelab/internal/trace"
)

// A row counts what came of the tests of one package.
type row struct {
	passed, open, inconclusive, known, failed, refused int
	remarks                                            []string
}

func (r *row) add(more row) {
	r.passed += more.passed
	r.open += more.open
	r.inconclusive += more.inconclusive
	r.known += more.known
	r.failed += more.failed
	r.refused += more.refused
}

// count enters what was found of a test. why is the fault that the test is known to
// have, and what shows that, or "".
func (r *row) count(report *trace.Report, why string) {
	switch report.Outcome {
	case trace.Passed:
		r.passed++
	case trace.Partly:
		r.open++
	case trace.Failed:
		if strings.HasPrefix(why, string(report.Failure.Fault)+", ") {
			r.known++
			return
		}
		r.failed++
		r.remark("FAIL", report.Test, firstLines(render.Text(report, render.Options{OmitLimits: true}), 4))
	default:
		r.inconclusive++
		r.remark("OPEN", report.Test, render.Outcome(report))
	}
}

func (r *row) remark(word, test, text string) {
	r.remarks = append(r.remarks, fmt.Sprintf("%s %s: %s", word, test, strings.Join(strings.Fields(text), " ")))
}

func firstLines(text string, n int) string {
	lines := strings.SplitN(text, "\n", n+1)
	return strings.Join(lines[:min(n, len(lines))], " ")
}

func (r *row) line(title string) string {
	if r.refused > 0 && r.passed+r.open+r.inconclusive+r.known+r.failed == 0 {
		return fmt.Sprintf("| %s | refused | | | | |", title)
	}
	return fmt.Sprintf("| %s | %d | %d | %d | %d | %d |", title, r.passed, r.open, r.inconclusive, r.known, r.failed)
}
