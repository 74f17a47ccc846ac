package render

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fatih/color"

	"racelab/internal/console"
	"racelab/internal/trace"
)

// limits says what a pass stands for, and what it does not cover.
const limits = "A schedule stands for all that differ only in the order of steps that do not touch each other. " +
	"Weak-memory effects beyond Go's happens-before are not simulated."

// patientOnly says what patient time leaves out.
const patientOnly = "Timers fired only when no goroutine could move; -time both tries also what happens if goroutines are slower than timers."

// Terminal writes r for somebody who reads it on a screen. It fails only if w
// does. Strings of the program under test are stripped of control characters.
func Terminal(w io.Writer, r *trace.Report, opt Options) error {
	if _, err := io.WriteString(w, Text(r, opt)); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

// Text is what Terminal writes: lines, each with its end and without trailing
// spaces.
func Text(r *trace.Report, opt Options) string {
	p := &page{opt: opt.normal(), signs: opt.signs(), bold: opt.style(color.Bold)}
	p.head(r)
	p.body(r)
	p.section("note", notes(r, opt)...)
	return p.String()
}

// body tells what went wrong.
func (p *page) body(r *trace.Report) {
	switch {
	case r.Failure != nil:
		p.failure(r)
		p.output(r.Output)
	case r.Race != nil:
		p.race(r, newNames(&trace.Failure{}))
		p.replay(r.Race.Replay)
	}
	for _, remark := range Remarks(r) {
		p.section("remark", remark)
	}
}

// notes say what must not be read into an outcome.
func notes(r *trace.Report, opt Options) (list []string) {
	if r.TimeMode == trace.Patient && !opt.OmitLimits && (r.Outcome == trace.Passed || r.Outcome == trace.Partly) {
		list = append(list, patientOnly)
	}
	switch r.Outcome {
	case trace.Partly:
		list = append(list, fmt.Sprintf("A schedule that was not tried may fail. The seed was %d.", r.Seed))
	case trace.Inconclusive:
		if r.Failure != nil { // whose schedule cannot be followed again
			list = append(list, "This is neither a pass nor a failure: what a schedule shows cannot be shown again.")
			break
		}
		list = append(list, "This is neither a pass nor a failure: nothing is known of the schedules that were not run.")
	}
	if (r.Outcome == trace.Passed || r.Outcome == trace.Partly) && !opt.OmitLimits {
		list = append(list, limits)
	}
	return list
}

// A page collects lines: sections with a label on the left, and tables.
type page struct {
	strings.Builder
	opt      Options
	signs    signs
	bold     style
	untitled bool // what the test says is told elsewhere
}

func (p *page) line(s string) { p.WriteString(strings.TrimRight(s, " ") + "\n") }

const labelWidth = 8

// section writes each of the texts on lines of its own, wrapped, with the label
// before the first.
func (p *page) section(label string, texts ...string) {
	start := p.bold(label) + strings.Repeat(" ", labelWidth-len(label))
	for _, text := range texts {
		for i, line := range console.Wrap(console.Clean(text), p.opt.Width-labelWidth) {
			if i > 0 {
				start = strings.Repeat(" ", labelWidth)
			}
			p.line(start + line)
		}
		start = strings.Repeat(" ", labelWidth)
	}
}

func (p *page) head(r *trace.Report) {
	word := headWord(r.Outcome)
	outcome := Outcome(r)
	if r.Failure != nil {
		outcome = string(r.Outcome) // why stands below, the schedule at the end
	}
	if fits := wordWidth+console.Cells(r.Test)+2+console.Cells(outcome) <= p.opt.Width; !fits {
		start := p.opt.style(colourOf[word], color.Bold)(word) + "  "
		for _, line := range console.Wrap(console.Clean(r.Test), p.opt.Width-wordWidth) {
			p.line(start + line)
			start = strings.Repeat(" ", wordWidth)
		}
		p.section("", outcome)
		return
	}
	p.line(p.opt.style(colourOf[word], color.Bold)(word) + "  " + console.Clean(r.Test) + "  " + outcome)
}

func (p *page) failure(r *trace.Report) {
	f := r.Failure
	n := newNames(f)
	p.line("")
	p.section("cause", causeOf(f, n))
	p.calls(callLines(f.History, n.of, p.opt))
	if lines := p.says(f); len(lines) > 0 && !p.untitled {
		p.section("says", lines...)
	}
	rows := p.steps(r, n)
	if lines := waitLines(f, n, p.signs); len(lines) > 0 {
		p.section("waits", lines...)
	}
	p.race(r, n)
	if f.Passing != nil {
		p.section("passes", passes(f, rows, n))
	}
	if text := late(f, n); text != "" {
		p.section("time", text)
	}
	p.section("found", found(r))
	p.replay(f.Replay)
}

// calls shows a history.
func (p *page) calls(lines []string) {
	if len(lines) == 0 {
		return
	}
	p.section("calls", Unexplained)
	for _, line := range lines {
		p.line(strings.Repeat(" ", labelWidth) + console.Cut(line, p.opt.Width-labelWidth, p.signs.dots))
	}
}

// says is what the test says, or the first of it.
func (p *page) says(f *trace.Failure) []string {
	lines := said(f.Messages)
	if len(lines) > maxMessageLines {
		lines = append(lines[:maxMessageLines], p.signs.dots)
	}
	return lines
}

// steps shows the table and returns its rows.
func (p *page) steps(r *trace.Report, n names) []row {
	rows := p.chosen(r, n)
	if len(rows) == 0 {
		return nil
	}
	p.line("")
	for _, line := range newTable(rows, n, p.opt).lines() {
		p.line(line)
	}
	p.line("")
	return rows
}

// chosen are the rows that are worth showing.
func (p *page) chosen(r *trace.Report, n names) []row {
	rows := rowsOf(r.Failure, n)
	if r.Failure.Endless() {
		rows = fold(r.Failure, rows, p.signs)
	}
	if len(rows) == 0 {
		return nil
	}
	if !slices.ContainsFunc(rows, func(r row) bool { return r.fatal }) {
		rows[len(rows)-1].fatal = true
	}
	return tellApart(window(r, rows, p.opt.MaxRows, n, p.signs))
}

func (p *page) race(r *trace.Report, n names) {
	if r.Race == nil {
		return
	}
	first, second := side(r.Race.First, n), side(r.Race.Second, n)
	lines := []string{first + ", " + second + ", and nothing orders the two"}
	if console.Cells(lines[0]) > p.opt.Width-labelWidth {
		lines = []string{first, second, "and nothing orders the two"}
	}
	if r.Failure != nil && r.Failure.Fault != trace.DataRace {
		lines[len(lines)-1] += ": a data race, too"
	}
	p.section("race", lines...)
}

func side(s trace.RaceSide, n names) string {
	name, verb := console.Clean(s.Name), "reads"
	if name == "" {
		name = n.of(s.Task)
	}
	switch {
	case s.Op.Use().Gives:
		verb = Does(s.Op, "")
	case s.Write:
		verb = "writes"
	}
	if s.Inside != nil {
		return fmt.Sprintf("%s %s at %s (inside %s:%d)", name, verb, at(s.Where), console.Clean(s.Inside.File), s.Inside.Line)
	}
	return name + " " + verb + " at " + at(s.Where)
}

// passes says in one line what is different in the nearest passing schedule.
func passes(f *trace.Failure, rows []row, n names) string {
	i := f.Passing.Differ
	if i < 0 || i >= len(f.Steps) {
		return "if " + n.of(f.Passing.Task) + " goes on at the end" + nearest(f)
	}
	when := ""
	for _, r := range rows {
		switch {
		case r.number == 0:
		case r.has(i):
			when = fmt.Sprintf(" in row %d", r.number)
		case len(r.steps) > 0 && r.last < i:
			when = fmt.Sprintf(" after row %d", r.number)
		}
	}
	return "if " + n.of(f.Passing.Task) + ", not " + n.of(f.Steps[i].Task) + ", goes on" + when + nearest(f)
}

func nearest(f *trace.Failure) string {
	if f.Passing.Replay == "" {
		return ""
	}
	return " (nearest passing: " + console.Clean(f.Passing.Replay) + ")"
}

func (p *page) replay(schedule string) {
	if schedule == "" {
		return
	}
	command := console.Clean(schedule)
	if p.opt.ReplayCommand != nil {
		command = p.opt.ReplayCommand(schedule)
	}
	p.line(p.bold("replay") + "  " + command) // not wrapped: it will be copied
}

// output keeps the lines of what the test logged, and their indentation.
func (p *page) output(text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	p.line("")
	p.line(p.bold("output"))
	for line := range strings.Lines(text) {
		indent := len(line) - len(strings.TrimLeft(line, " "))
		p.line(strings.Repeat(" ", labelWidth+indent) + console.Clean(line))
	}
}
