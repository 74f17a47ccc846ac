package render

import (
	"strings"

	"racelab/internal/console"
	"racelab/internal/trace"
)

// Steps is the table of a failing execution in pieces, for whoever shows one
// step after the other. Every piece is whole lines.
type Steps struct {
	Cause string     // one sentence
	Head  []string   // the names of the goroutines
	Rows  [][]string // one or two lines for each row
	Waits []string   // who waits for whom at the end
}

// StepsOf lays out the failure of r as Text does. Without one, nothing is set.
func StepsOf(r *trace.Report, opt Options) Steps {
	if r.Failure == nil {
		return Steps{}
	}
	p := &page{opt: opt.normal(), signs: opt.signs()}
	n := newNames(r.Failure)
	s := Steps{Cause: console.Clean(causeOf(r.Failure, n)), Waits: waitLines(r.Failure, n, p.signs)}
	rows := p.chosen(r, n)
	if len(rows) == 0 {
		return s
	}
	t := newTable(rows, n, p.opt)
	s.Head = t.header()
	width := t.sourceWidth()
	for _, row := range rows {
		s.Rows = append(s.Rows, trimmed(t.rowLines(row, width)))
	}
	s.Head = trimmed(s.Head)
	return s
}

func trimmed(lines []string) []string {
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return lines
}
