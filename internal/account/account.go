// Package account tells a learner how their file was judged: what broke, how that
// comes about, what it means, and what to do next.
package account

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/judge"
	"racelab/internal/program"
	"racelab/internal/render"
	"racelab/internal/trace"
)

var (
	good = console.Good
	bad  = console.Bad
	bold = console.Bold
	dim  = console.Dim
)

// An Account is told in the course of one judgement.
type Account struct {
	Out      io.Writer
	Checkout course.Checkout
	ByKeys   bool // inside a screen that says which key to press next
}

// meaning says what a verdict is, to a reader who meets it for the first time.
var meaning = map[course.Verdict]string{
	course.DataRace:     "Two goroutines accessed the same memory without synchronisation, at least one of them writing; what is read is undefined, on this machine and on others.",
	course.WrongResult:  "A test came to its end, and what the program had done is not what was promised.",
	course.Leak:         "The work is over and a goroutine is still waiting, for something that will never come. It holds its memory for as long as the program runs.",
	course.Deadlock:     "Goroutines wait, and no other goroutine can wake them: the program never goes on.",
	course.Livelock:     "Goroutines are busy, or sleep, and none makes progress: the same steps come again and again, or none for too long.",
	course.Starvation:   "One goroutine never gets its turn, although it waits all the time, while others go on for ever.",
	course.Panic:        "A goroutine met something that must not happen and took the whole program with it.",
	course.OutOfTime:    "The tests did not finish in time, and nothing said why. Look for a loop without an end.",
	course.Inconclusive: "The explorer, which tries every schedule, could not follow the program to the end, so nothing is proven. It speaks in virtual time only, and knows no real network, files or processes.",
}

// Verdict tells a learner what happened: where, what it means, what broke; the
// verdict comes last, since that is what stays on the screen. told says that the
// steps were shown already; believed, in which world the fix would be right, if
// that is known.
func (a *Account) Verdict(l course.Lab, r judge.Result, believed []string, race, told bool) {
	if r.Verdict == course.Pass {
		a.printf("%s  %s (%d tests", good("PASS"), l.Name, len(r.Passed))
		if race {
			a.printf(", race detector on")
		}
		a.printf(", %.1f s)%s\n", r.Duration.Seconds(), cached(r))
		a.earlier(l, r)
		return
	}
	broke := a.story(l, r, !told)
	var means []string
	for _, v := range r.Verdicts() {
		means = append(means, console.Wrap(meaning[v], console.Prose(2))...)
	}
	a.section("what it means", means)
	a.section("never ran", neverRan(r))
	a.section("what one may have believed", believed)
	a.section("what broke", broke)
	a.printf("\n")
	a.sayFails(l, r)
	a.earlier(l, r)
	a.wrapped("      ", strings.Join(r.Failed, ", "))
	if n := len(r.Failed); n > 1 {
		a.wrapped("      ", fmt.Sprintf("(all that these %d tests said: go tool lab run %s -v)", n, l.Name))
	}
	a.next("go tool lab hint "+l.Name, "or edit "+l.File()+" and run again")
}

// neverRan are the tests of which nothing is known: the others that did not come to an
// end were explored.
func neverRan(r judge.Result) (names []string) {
	for _, test := range r.Missing {
		if !slices.ContainsFunc(r.Reports, func(r *trace.Report) bool { return r.Test == test }) {
			names = append(names, console.Wrap(test, console.Prose(2))...)
		}
	}
	return names
}

func (a *Account) sayFails(l course.Lab, r judge.Result) {
	lines := console.Wrap(l.Name+": "+strings.Join(course.Words(r.Verdicts()), ", and ")+cached(r), console.Prose(6))
	a.printf("%s  %s\n", bad("FAIL"), strings.Join(lines, "\n      "))
}

func cached(r judge.Result) string {
	if r.Judged.IsZero() {
		return ""
	}
	return " (cached)"
}

// earlier says what a verdict is that was reached at an earlier time.
func (a *Account) earlier(l course.Lab, r judge.Result) {
	if !r.Judged.IsZero() {
		a.wrapped("      ", fmt.Sprintf("as judged %s, and nothing has changed since; to run it again, for what other native runs show: go tool lab run %s -fresh",
			r.Judged.Format("on 2 January at 15:04"), l.Name))
	}
}

// wrapped prints running text, indented.
func (a *Account) wrapped(indent, text string) {
	a.printf("%s", console.Indent(console.Wrap(text, console.Prose(len(indent))), indent))
}

// story shows how a failure came about and returns what broke. There is one
// story: the explorer's, step by step, if there is one, since it is the same on
// every run; else that of the first test that failed.
func (a *Account) story(l course.Lab, r judge.Result, show bool) (broke []string) {
	failed := failing(r.Reports)
	if failed == nil {
		if show {
			a.section("where", a.quote(r.Places))
		}
		return a.quoted(r)
	}
	story := render.StoryOf(failed, render.Options{ASCII: console.WantASCII(), Width: console.Width() - 2, // behind the indentation of a section
		ReplayCommand: program.ReplayCommand("./labs/"+l.Name, failed.Test)})
	switch {
	case failed.Failure.Fault == trace.NeverSometimes && len(r.Failed) > 0 && r.Failed[0] != failed.Test: // what does go wrong says more
		story.Says = append(a.quoted(r), story.Says...)
	case len(story.Says) == 0: // a race says nothing by itself; another test may have seen what comes of it
		story.Says = a.quoted(r)
	case r.Note != "":
		story.Says = append([]string{r.Note}, story.Says...)
	}
	if show {
		a.section("how it happens: "+failed.Test, story.Lines)
	}
	return story.Says
}

// Steps tells how a failure comes about that the explorer has found, before anything else
// is known, and reports whether there is one.
func (a *Account) Steps(l course.Lab, r judge.Result) bool {
	if failing(r.Reports) == nil {
		return false
	}
	a.story(l, r, true)
	return true
}

// SoFar says what Steps has told amounts to, since the rest takes long. The verdict comes
// when all is known: no line begins as that one does.
func (a *Account) SoFar(l course.Lab, r judge.Result, race bool) {
	by := "a run without it shows"
	if race {
		by = "Go's race detector says"
	}
	r.Quotes, r.Said = nil, nil // what the explorer printed is what Steps has told
	a.section("what broke", a.story(l, r, false))
	a.printf("\n%s  ", bold("so far"))
	a.printf("%s", strings.TrimLeft(console.Indent(console.Wrap(fmt.Sprintf("FAIL: %s. This is what the explorer finds; what %s follows.",
		strings.Join(course.Words(r.Verdicts()), ", and "), by), console.Prose(8)), "        "), " "))
}

// failing is the first report of a failure. The others mostly tell the same story
// of another scene. That something never happens is said if nothing else is: it has
// no steps to show.
func failing(reports []*trace.Report) (first *trace.Report) {
	for _, r := range reports {
		switch {
		case r.Outcome != trace.Failed || r.Failure == nil:
		case r.Failure.Fault != trace.NeverSometimes:
			return r
		case first == nil:
			first = r
		}
	}
	return first
}

// maxQuoted is the longest quotation, in lines; what goes beyond it is one
// `run -v` away.
const maxQuoted = 12

// quoted is what the judge says of a run, and what the first failed test said or,
// if the stage had to end the process, the stage.
func (a *Account) quoted(r judge.Result) (lines []string) {
	if r.Note != "" {
		lines = append(lines, console.Wrap(r.Note, console.Prose(2))...)
	}
	said := r.Quotes
	if len(said) == 0 {
		said = r.Said
	}
	for _, text := range render.Said(said) {
		text = a.short(text)
		lines = append(lines, fitting(text)...)
		if len(lines) >= maxQuoted {
			return append(lines[:maxQuoted], "…")
		}
	}
	return lines
}

func (a *Account) section(title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	a.printf("\n")
	for _, line := range console.Wrap(title, console.Prose(0)) {
		a.printf("%s\n", bold(line))
	}
	for _, line := range lines {
		a.printf("%s\n", strings.TrimRight("  "+line, " "))
	}
}

// fitting are the lines of a text that stands in a section: as it is, if the screen is
// wide enough.
func fitting(text string) []string {
	if console.Cells(text) <= console.Width()-2 {
		return []string{text}
	}
	return console.Wrap(text, console.Prose(2))
}

// short takes the checkout's own path out of output, for it only makes lines
// too long to read.
func (a *Account) short(output string) string {
	return strings.ReplaceAll(output, a.Checkout.Root+string(os.PathSeparator), "")
}

// quote puts the source line behind each file:line.
func (a *Account) quote(places []string) []string {
	var quoted []string
	for _, place := range places {
		line := a.Checkout.LineAt(place)
		if whole := place + "   " + line; line != "" && len(fitting(whole)) == 1 {
			quoted = append(quoted, place+"   "+dim(line))
			continue
		}
		quoted = append(quoted, place)
		for _, part := range console.Wrap(line, console.Prose(4)) {
			quoted = append(quoted, "  "+dim(part))
		}
	}
	return quoted
}

// DoesNotBuild explains a file that the compiler refuses, or the judge; who says
// which of them.
func (a *Account) DoesNotBuild(l course.Lab, who, output string) {
	a.printf("%s  %s: %s\n", bad("FAIL"), l.Name, course.NoBuild)
	// The go command may name the judge's copy, by a path relative to here.
	output = judge.Named(l.Name, output)
	a.section(who, compilerSays(a.short(output)))
	a.section("where", a.quote(judge.Places(l.Name, output)))
	a.section("what to do", advise(l.Name, output))
	a.section("left out", a.leftOut(l))
	a.printf("\n")
	a.next("go tool lab run "+l.Name, "once it compiles; to start again: go tool lab reset "+l.Name)
}

// leftOut says so of Go files that go test sees in the lab's folder, and that do
// not count.
func (a *Account) leftOut(l course.Lab) []string {
	files, _ := filepath.Glob(a.Checkout.Path(filepath.Join("labs", l.Name, "*.go")))
	var names []string
	for _, f := range files {
		if name := filepath.Base(f); name != l.Name+".go" && !strings.HasSuffix(name, "_test.go") {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return console.Wrap(fmt.Sprintf("%s: of a lab only %s.go is judged; move what it needs into that file", strings.Join(names, ", "), l.Name), console.Prose(2))
}

// Passed sends the learner on.
func (a *Account) Passed(l course.Lab, race bool) {
	if !race {
		a.printf("      without the race detector a pass is not counted as solved\n\n")
		a.next("go tool lab run "+l.Name, "")
		return
	}
	a.section("what it teaches", console.Wrap(l.Maxim, console.Prose(2)))
	a.printf("\n")
	a.wrapped("", "the debrief, with other right fixes: go tool lab debrief "+l.Name+", or solutions/"+l.Name+"/README.md")
	p, _ := course.LoadProgress(a.Checkout.Root) // whoever saves it warns
	p.Solve(l.Name)
	if n, ok := p.Next(l.Name); ok {
		a.next("go tool lab run "+n.Name, n.Title)
		return
	}
	a.printf("%s\n", good("That was the last lab: every one is solved."))
	a.next("go tool lab", "the map of the course")
}

// Remark says what is not good about a fix that passes. It passes all the same.
func (a *Account) Remark(line int, says string) {
	a.printf("%s", console.Indent(hanging("remark  ", console.Wrap(fmt.Sprintf("line %d: %s", line, says), console.Prose(10))), "  "))
}

// hanging puts a word before the first of lines, and as much room before the others.
func hanging(word string, lines []string) []string {
	for i := range lines {
		lines[i] = word + lines[i]
		word = strings.Repeat(" ", len(word))
	}
	return lines
}

// printf prints in characters that the terminal has.
func (a *Account) printf(format string, args ...any) {
	fmt.Fprint(a.Out, console.Fit(fmt.Sprintf(format, args...)))
}

func (a *Account) next(cmd, why string) {
	if !a.ByKeys {
		a.printf("%s", console.Next(cmd, why))
	}
}
