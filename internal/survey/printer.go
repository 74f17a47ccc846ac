package survey

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"racelab/internal/console"
	"racelab/internal/render"
	"racelab/internal/trace"
)

// A Printer shows a survey to somebody who reads along: a line a test, and behind
// those of a package its failures in full. A single test is shown in full at once.
type Printer struct {
	Out  io.Writer
	Line console.Line // passing lines, while a terminal is watching
	Many bool         // there are several packages: each has a title
	Less bool         // what passes, and what fails in the same way as another, gets no line

	mu    sync.Mutex // guards what follows, and Line
	began time.Time
	tests int // of the package
	done  int
	wide  int // the column of their names
	late  int // tests that there was no time for
	shown bool
}

// Building says that a package is being built.
func (p *Printer) Building(pkg Package) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.began = time.Now()
	p.Line.Show("rewriting and building " + pkg.Name + " …")
}

// mostWide is how much of a line the names of tests may take.
const mostWide = 48

// Begin says which tests are going to be explored.
func (p *Printer) Begin(f *Found, tests []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.Line.Clear()
	p.tests, p.done, p.wide, p.late = len(tests), 0, 0, 0
	for _, test := range tests {
		p.wide = max(p.wide, min(mostWide, console.Cells(test)))
	}
	if p.listed() && len(tests) > 0 {
		p.printf("%s%s\n", p.gap(), console.Bold(f.Title()))
	}
}

// listed reports whether a test gets a line at first, and more only if it fails.
func (p *Printer) listed() bool { return p.Many || p.tests > 1 }

// gap is an empty line, but for the first time.
func (p *Printer) gap() string {
	first := !p.shown
	if p.shown = true; first {
		return ""
	}
	return "\n"
}

// Progress says how far a long exploration is.
func (p *Printer) Progress(test string, at trace.Progress) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.Line.Show(fmt.Sprintf("%d of %d · %s: %s, %d tried, %.0f s", p.done, p.tests, test, at.Stage, at.Executions, at.Seconds))
}

// Result shows what came of a test.
func (p *Printer) Result(f *Found, r Result) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	p.Line.Clear()
	switch {
	case r.Err != nil:
		p.printf("OPEN  %s  cannot be explored: %v\n", r.Test, r.Err)
	case r.Untried && p.listed():
		p.late++
	case r.Untried:
		p.printf("OPEN  %s  not tried: the time is over\n", r.Test)
	case r.Alone && !p.listed():
		p.full(f, r)
		p.printf("PASS  the same calls, one after the other, fail in the same way: no matter of concurrency\n")
	case !p.listed():
		p.full(f, r)
	case p.Less && !r.Fails() && r.Report.Outcome != trace.Partly && r.Report.Outcome != trace.Inconclusive:
	default:
		p.printf("%s%s\n", render.Line(r.Report, p.wide, p.options()), console.Dim(aside(r)))
	}
}

// aside is what is said of a result beside its outcome.
func aside(r Result) string {
	text := ""
	if r.Known {
		text += "  (known)"
	}
	switch {
	case r.Cut && r.Cached:
		text += "  (cut short by -total earlier)"
	case r.Cut:
		text += fmt.Sprintf("  %.1f s, cut short by -total", r.Report.Seconds)
	case r.Cached:
		text += "  (cached)"
	case r.Report.Seconds >= 1:
		text += fmt.Sprintf("  %.1f s", r.Report.Seconds)
	}
	return text
}

// End shows the failures of a package in full.
func (p *Printer) End(f *Found) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.Line.Clear()
	switch {
	case f.Source != nil:
		p.printf("%s%s  %s does not build\n%s\n", p.gap(), console.Bad("FAIL"), f.Name, strings.TrimSpace(f.Source.Output))
	case f.Err != nil:
		p.printf("%sOPEN  %s cannot be explored: %v\n", p.gap(), f.Name, f.Err)
	case f.Late:
		p.printf("%sOPEN  %s not tried: the time is over\n", p.gap(), f.Name)
		return
	}
	if p.late > 0 {
		p.printf("OPEN  %s not tried: the time is over\n", console.Count(p.late, "test"))
		p.late = 0
	}
	if !p.listed() {
		return
	}
	for _, group := range f.failures() {
		p.printf("\n")
		p.full(f, group[0])
		if others := group[1:]; len(others) > 0 {
			text := fmt.Sprintf("the same in %s: %s", console.Count(len(others), "other test"), strings.Join(namesOf(others), ", "))
			p.printf("%s\n", strings.Join(console.Wrap(text, console.Width()), "\n"))
		}
	}
}

// mostNamed is how many tests that fail in the same way are named.
const mostNamed = 8

func namesOf(results []Result) (names []string) {
	for i, r := range results {
		if i == mostNamed {
			return append(names, "…")
		}
		names = append(names, r.Test)
	}
	return names
}

func (p *Printer) full(f *Found, r Result) {
	opt := p.options()
	opt.OmitLimits = p.listed()
	opt.ReplayCommand = f.ReplayCommand(r.Test)
	p.printf("%s", render.Text(r.Report, opt))
	if text := aside(r); r.Cached || r.Known || r.Cut {
		p.printf("%s\n", console.Dim(strings.TrimSpace(text)))
	}
}

func (p *Printer) options() render.Options {
	return render.Options{ASCII: console.WantASCII(), Width: console.Width()}
}

func (p *Printer) printf(format string, args ...any) {
	fmt.Fprint(p.Out, console.Fit(fmt.Sprintf(format, args...)))
}
