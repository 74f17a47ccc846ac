package demo

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/judge"
	"racelab/internal/markdown"
	"racelab/internal/render"
	"racelab/internal/trace"

	"github.com/aymanbagabas/go-udiff"
	"github.com/rivo/uniseg"
)

func (s *lesson) showStory() (int, error) {
	text, err := s.checkout.Read(filepath.Join("labs", s.lab.Name, "README.md"), "restore it from git")
	if err != nil { // a lab without a story still has its sentence
		text = s.lab.Story
	}
	text, _, _ = strings.Cut(text, "\n## ")
	return s.pages(markdown.Lines([]byte(text), min(console.Width(), 84)-4))
}

func (s *lesson) showCode() (int, error) {
	var lines []string
	for i, line := range strings.Split(strings.TrimSpace(s.broken), "\n") {
		number := fmt.Sprintf("%3d", i+1)
		for _, part := range folded(strings.ReplaceAll(line, "\t", "    "), console.Width()-8) {
			lines = append(lines, console.Dim(number)+"  "+part)
			number = "   "
		}
	}
	return s.pages(lines)
}

// folded breaks a line of source that is longer than width; what is broken off is indented.
func folded(line string, width int) []string {
	if console.Cells(line) <= width {
		return []string{line}
	}
	text := strings.TrimLeft(line, " ")
	indent := line[:len(line)-len(text)]
	parts := console.Wrap(text, max(width-len(indent)-4, 20))
	for i := range parts {
		parts[i] = indent + parts[i]
		if i == 0 {
			indent += "    "
		}
	}
	return parts
}

// cutTo cuts the end of a styled line whose plain text is longer than width.
func cutTo(styled, plain string, width int) string {
	if uniseg.StringWidth(plain) <= width {
		return styled
	}
	room := []rune(plain)
	for uniseg.StringWidth(string(room)) > width-1 {
		room = room[:len(room)-1]
	}
	return strings.Replace(styled, plain, string(room)+"…", 1)
}

func (s *lesson) showQuestion() (int, error) {
	lines := []string{"", ""}
	for _, line := range console.Wrap(s.lab.Question, min(console.Width(), 64)-4) {
		lines = append(lines, console.Bold(line))
	}
	lines = append(lines, "", "")
	for _, line := range console.Wrap("Hands up: who says yes, and who says no?", prose()) {
		lines = append(lines, console.Dim(line))
	}
	return s.pages(lines)
}

// prose is how many cells a line of running text has on a slide.
func prose() int { return console.Prose(3) }

// showNative runs the test a thousand times, live.
func (s *lesson) showNative() (int, error) {
	test, err := s.nativeTest()
	if err != nil {
		return 0, err
	}
	binary, err := await(s.demo, s.native, "building")
	if err != nil {
		return 0, err
	}
	tries := &runner{counts: counts{wanted: s.runs}}
	var failed error
	done := make(chan struct{})
	ctx, enough := context.WithCancel(s.ctx)
	defer enough()
	s.jobs.Go(func() {
		defer s.keyboard.OnPanic()
		defer close(done)
		failed = tries.try(ctx, binary, test)
	})
	draw := func() { s.page(runLines(tries.now(), test, false), "Enter that will do · p notes · q quit") }
	if err := s.busy(done, draw, enough); err != nil {
		return 0, err
	}
	<-done
	if failed != nil {
		return 0, failed
	}
	return s.pages(runLines(tries.now(), test, true))
}

// runLines draws the counts of native runs, and at the end what they say.
func runLines(l counts, test string, over bool) []string {
	lines := append(console.Wrap(fmt.Sprintf("%s, %s times, as this machine happens to schedule it", test, console.Thousands(l.wanted)), prose()), "")
	for _, row := range []struct {
		name  string
		n     int
		style func(...any) string
	}{
		{"passed", l.passed, console.Good}, {"failed", l.failed, console.Bad}, {"crashed", l.crashed, console.Bad},
		{"not done in " + runLimit.String(), l.stuck, console.Bad},
	} {
		if row.n == 0 && row.name != "passed" && row.name != "failed" {
			continue
		}
		bar := row.n * min(40, prose()-23) / max(l.wanted, 1)
		if row.n > 0 {
			bar = max(bar, 1)
		}
		line := fmt.Sprintf("%-14s %6s", row.name, console.Thousands(row.n))
		if bar > 0 {
			line += "  " + row.style(strings.Repeat("#", bar))
		}
		lines = append(lines, line)
	}
	if !over {
		return lines
	}
	return append(append(lines, ""), console.Wrap(wordsOfRuns(l), prose())...)
}

// wordsOfRuns says no more than the figures do.
func wordsOfRuns(l counts) string {
	done, wrong := l.done(), l.failed+l.crashed
	text := ""
	switch {
	case done == 0:
		return "Not a single run came to its end."
	case l.stuck == done:
		return fmt.Sprintf("None of %s runs was done after %v, and so they were given up. Would they ever be?", console.Thousands(done), runLimit)
	case wrong == 0 && l.stuck == 0:
		text = fmt.Sprintf("Not once in %s runs. Is it right, then?", console.Thousands(done))
	case l.passed == 0:
		text = fmt.Sprintf("Not one of %s runs passed.", console.Thousands(done))
	default:
		text = fmt.Sprintf("%s of %s runs went wrong: %.1f %%. On another machine it may be none, or all.",
			console.Thousands(wrong+l.stuck), console.Thousands(done), 100*float64(wrong+l.stuck)/float64(done))
	}
	if done < l.wanted {
		text += fmt.Sprintf(" (There was no time for more than %s.)", console.Thousands(done))
	}
	if l.crashed > 0 && l.why != "" {
		text += " A run that crashed said: " + l.why + "."
	}
	if l.left > 0 {
		text += fmt.Sprintf(" When all was over, goleak found %s goroutines that still wait.", console.Thousands(l.left))
	}
	return text
}

// showRace cuts what go test -race says to what matters.
func (s *lesson) showRace() (int, error) {
	result, err := await(s.demo, s.raced, "go test -race ./labs/"+s.lab.Name)
	var tool *judge.ToolError
	if err != nil && !errors.As(err, &tool) {
		return 0, err
	}
	lines := []string{console.Dim("$ ") + "go test -race ./labs/" + s.lab.Name, ""}
	report := judge.RaceSides(s.lab.Name, result.Output)
	switch {
	case err != nil:
		lines = append(lines, "The race detector cannot be used here:", "")
		lines = append(lines, console.Wrap(err.Error(), prose())...)
	case len(report) == 2 && report[0].Place != "" && report[1].Place != "":
		lines = append(lines, console.Bad("WARNING: DATA RACE"))
		for _, side := range report {
			lines = append(lines, "", console.Bold(side.Access))
			at, source := "    "+side.Place, s.checkout.LineAt(side.Place)
			if console.Cells(at+"   "+source) > prose() {
				lines, at = append(lines, at), "    "
			}
			lines = append(lines, at+"   "+console.Dim(source))
		}
	default:
		lines = append(lines, console.Wrap("The race detector reports no data race.", prose())...)
	}
	if err == nil && result.Verdict != course.Pass {
		lines = append(lines, "")
		for _, line := range console.Wrap("the tests say: "+strings.Join(course.Words(result.Verdicts()), ", and "), prose()) {
			lines = append(lines, console.Bad(line))
		}
	}
	return s.pages(lines)
}

// showSteps shows the failing schedule, one row more each time.
func (s *lesson) showSteps() (int, error) {
	report, err := await(s.demo, s.failing, "looking for the shortest failure")
	if err != nil {
		return 0, err
	}
	if report == nil || report.Failure == nil {
		return s.pages(noSteps(report))
	}
	steps := render.StepsOf(report, render.Options{ASCII: console.WantASCII(), Width: console.Width() - 2})
	shown := 0
	if !s.keyboard.Single { // on paper, each row comes once
		shown = len(steps.Rows)
	}
	for shown < len(steps.Rows) {
		if shown < 0 {
			return -1, nil
		}
		s.page(s.rowsThatFit(steps, shown), s.keysAnd("next step"))
		step, err := s.wait(s.auto / 2)
		if err != nil {
			return 0, err
		}
		shown += step
	}
	lines := s.rowsThatFit(steps, len(steps.Rows))
	lines = append(lines, "")
	lines = append(lines, console.Wrap(steps.Cause, console.Width()-4)...)
	return s.pages(append(lines, steps.Waits...))
}

func noSteps(report *trace.Report) []string {
	switch {
	case report == nil:
		return console.Wrap("What goes wrong here happens outside of what the explorer can follow. The lab's tests make it certain by other means.", prose())
	case report.Outcome == trace.Passed:
		return console.Wrap("The order of steps is not what is wrong here. "+report.Test+" "+render.Outcome(report)+".", prose())
	}
	return console.Wrap("The explorer found no failing schedule. "+report.Test+": "+render.Outcome(report), prose())
}

// rowsThatFit are the heads of the columns, and as many of the first n rows, the
// last ones, as there is room for on the screen.
func (s *lesson) rowsThatFit(steps render.Steps, n int) []string {
	var rows []string
	for _, r := range steps.Rows[:n] {
		rows = append(rows, r...)
	}
	if room := console.Height() - len(steps.Head) - 11; s.keyboard.Single && room > 0 && len(rows) > room {
		rows = rows[len(rows)-room:]
	}
	return append(append([]string{}, steps.Head...), rows...)
}

func (s *lesson) showFix() (int, error) {
	text := udiff.Unified(s.lab.File(), s.lab.Solution(), s.broken, s.solution)
	lines := strings.Split(strings.TrimSpace(strings.ReplaceAll(text, "\t", "    ")), "\n")
	for i, line := range lines {
		lines[i] = console.ColourDiff(cutTo(line, line, console.Width()-3))
	}
	return s.pages(lines)
}

// showSolved shows what the solution does on every schedule.
func (s *lesson) showSolved() (int, error) {
	var lines []string
	if len(s.tests) == 0 {
		result, err := await(s.demo, s.passed, "judging the solution")
		if err != nil {
			return 0, err
		}
		lines = append(lines, fmt.Sprintf("%s: %s, %d tests", s.lab.Solution(), result.Verdict, len(result.Passed)))
	} else {
		reports, err := await(s.demo, s.solved, "trying every schedule of the solution")
		if err != nil {
			return 0, err
		}
		for _, r := range reports {
			lines = append(lines, outcomeWord(r)+"  "+r.Test, "      "+render.Outcome(r), "")
		}
	}
	lines = append(lines, "", console.Dim("what it teaches"), console.Bold(s.lab.Maxim), "", console.Dim("the whole story: ")+"solutions/"+s.lab.Name+"/README.md")
	return s.pages(lines)
}

// outcomeWord is the word for an outcome that a reader looks for first.
func outcomeWord(r *trace.Report) string {
	switch r.Outcome {
	case trace.Passed:
		return console.Good("PASS")
	case trace.Failed:
		return console.Bad("FAIL")
	}
	return console.Bold("OPEN") // not all were tried, or not all could be followed
}
