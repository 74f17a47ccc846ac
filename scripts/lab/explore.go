package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"racelab/internal/build"
	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/program"
	"racelab/internal/render"
	"racelab/internal/trace"
)

// errUnsettled says that the tool ran, and that some test is neither passed nor
// failed. It has been explained by the time it is returned.
var errUnsettled = errors.New("inconclusive: the explorer cannot follow every test; the others are as shown")

// hunt is what explore was asked to do.
type hunt struct {
	pkg     string // as the reader called it
	dir     string
	only    *regexp.Regexp
	subtest string        // of those, if not all
	request trace.Request // but for the test
	html    string        // a file for a page of the first failure, or ""
}

// explore runs the tests of a package, of this module or another, under every
// schedule.
func (a *app) explore(args []string) error {
	h, err := a.parseExplore(args)
	if err != nil {
		return err
	}
	a.emit(event{Event: "start", Package: h.pkg})
	program, err := a.buildProgram(h)
	if err != nil {
		return a.end(err)
	}
	tests, err := h.choose(program.Tests())
	if err != nil {
		return err
	}
	made, err := a.forSchedules(h, tests)
	if err != nil {
		return err
	}
	if 0 < len(made) && len(made) < len(tests) {
		defer a.sayLeftOut(len(tests) - len(made))
		tests = made
	}
	return a.end(a.exploreAll(program, h, tests))
}

// forSchedules picks those tests of a lab or a solution that call explore.Test,
// unless -run has chosen. The others are staged for go test: they bring
// goroutines together, and count on a stage that does so.
func (a *app) forSchedules(h hunt, tests []string) ([]string, error) {
	lab, known := course.Find(filepath.Base(h.dir))
	if !known || !a.isCourse(h.dir) || h.only.String() != "" {
		return tests, nil
	}
	explored, err := a.exploredTests(lab)
	return slices.DeleteFunc(slices.Clone(tests), func(name string) bool { return !slices.Contains(explored, name) }), err
}

func (a *app) sayLeftOut(n int) {
	if a.json {
		return
	}
	tests := "tests that are"
	if n == 1 {
		tests = "test that is"
	}
	a.printf("%s\n", dim(fmt.Sprintf("not tried: %d %s staged for go test -race; -run . tries every test", n, tests)))
}

// buildProgram builds the package for exploring. If it does not compile, that
// has been explained when errFails is returned.
func (a *app) buildProgram(h hunt) (*program.Program, error) {
	home, err := a.home()
	if err != nil {
		return nil, err
	}
	clear := a.status("rewriting and building " + h.pkg + " …")
	program, err := program.Package(a.ctx, build.Config{Dir: h.dir, Home: home, Log: a.buildLog()})
	clear()
	var source *build.SourceError
	if errors.As(err, &source) {
		a.emit(event{Event: "build", Package: h.pkg, Output: source.Output})
		if !a.json {
			a.printf("%s  %s does not build\n%s\n", bad("FAIL"), h.pkg, strings.TrimSpace(source.Output))
		}
		return nil, errFails
	}
	return program, err
}

func (a *app) parseExplore(args []string) (hunt, error) {
	fs := flag.NewFlagSet("explore", flag.ContinueOnError)
	only := fs.String("run", "", "only tests whose name matches this regular expression; for a lab, . is all of them")
	replay := fs.String("replay", "", "run one schedule, as a report prints it")
	seed := fs.Uint64("seed", 0, "where the random search begins")
	budget := fs.String("budget", "", "how much each test may take: a number of schedules, as 5000, or a time, as 30s")
	mode := fs.String("time", "", "virtual time: patient (it passes when no goroutine can move), eager (a timer may fire at any moment from its deadline on) or both; without it, both for labs and patient for others")
	asJSON := fs.Bool("json", false, "print one event a line")
	html := fs.String("html", "", "write a page that shows the first failure step by step to this file")
	args, err := parse(fs, args)
	a.useJSON(*asJSON)
	if err != nil {
		return hunt{}, err
	}
	h := hunt{request: trace.Request{Replay: *replay, Seed: *seed}, html: *html}
	if err := h.setTests(*only); err != nil {
		return h, err
	}
	if err := h.setBudget(*budget); err != nil {
		return h, err
	}
	if err := a.findPackage(&h, "explore", args); err != nil {
		return h, err
	}
	return h, a.setTime(&h, *mode)
}

// setTime takes the mode of virtual time. The course is explored in both, for
// that a sleep orders nothing is one of its lessons.
func (a *app) setTime(h *hunt, mode string) error {
	modes := []string{string(trace.Patient), string(trace.Eager), string(trace.Both)}
	switch {
	case slices.Contains(modes, mode):
		h.request.TimeMode = trace.TimeMode(mode)
	case mode != "":
		return usagef("-time is patient, eager or both; got %q", mode)
	case a.isCourse(h.dir):
		h.request.TimeMode = trace.Both
	default:
		h.request.TimeMode = trace.Patient
	}
	return nil
}

// isCourse reports whether dir is the folder of a lab or a solution.
func (a *app) isCourse(dir string) bool {
	return slices.Contains([]string{a.path("labs"), a.path("solutions")}, filepath.Dir(dir))
}

// setTests takes the regular expression of -run, for tests. What follows a slash in it is
// the name of one subtest, as go test prints it.
func (h *hunt) setTests(text string) (err error) {
	text, h.subtest, _ = strings.Cut(text, "/")
	if h.only, err = regexp.Compile(text); err != nil {
		return usagef("-run: %v; give a regular expression", err)
	}
	h.subtest = strings.TrimSuffix(strings.TrimPrefix(h.subtest, "^"), "$")
	return nil
}

// setBudget takes a number of schedules or a duration.
func (h *hunt) setBudget(text string) error {
	if text == "" {
		return nil
	}
	if n, err := strconv.Atoi(text); err == nil && n > 0 {
		h.request.Schedules = n
		return nil
	}
	if d, err := time.ParseDuration(text); err == nil && d > 0 {
		h.request.Time = d
		return nil
	}
	return usagef("-budget takes a number of schedules, as 5000, or a time, as 30s; got %q", text)
}

// findPackage takes a folder or the name of a lab; without one, the lab of the
// current folder.
func (a *app) findPackage(h *hunt, command string, args []string) error {
	switch {
	case len(args) > 1:
		return usagef("%s takes one lab or folder, got %d: %s", command, len(args), strings.Join(args, " "))
	case len(args) == 0 && a.labHere() != "":
		args = []string{a.labHere()}
	case len(args) == 0 && a.root == "":
		args = []string{"."}
	case len(args) == 0:
		return usagef("which lab? say: go tool lab %s LAB, or name the folder of any other package", command)
	}
	h.pkg = args[0]
	dir := h.pkg
	if l, ok := course.Find(h.pkg); ok && a.root != "" {
		dir = a.path(filepath.Join("labs", l.Name))
	} else if rel, ok := strings.CutPrefix(h.pkg, "racelab/"); ok && a.root != "" {
		dir = a.path(filepath.FromSlash(rel))
	}
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(a.cwd, dir)
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return usagef("%s is neither a folder nor a lab%s; name the folder of a package", h.pkg, didYouMean(h.pkg, course.Names()))
	}
	h.dir = dir
	return nil
}

// choose picks the tests that -run selects.
func (h *hunt) choose(tests []string) ([]string, error) {
	var chosen []string
	for _, name := range tests {
		if h.only.MatchString(name) {
			chosen = append(chosen, path.Join(name, h.subtest))
		}
	}
	switch {
	case len(chosen) == 0:
		return nil, usagef("-run %q selects none of the tests: %s", h.only, strings.Join(tests, ", "))
	case h.request.Replay != "" && len(chosen) > 1:
		return nil, usagef("a schedule belongs to one test; add, for instance, -run '^%s$'", chosen[0])
	}
	return chosen, nil
}

func (a *app) exploreAll(program *program.Program, h hunt, tests []string) error {
	var result error
	sum := summary{}
	for i, test := range tests {
		request := h.request
		request.Test = test
		report, err := program.Run(a.ctx, request, a.exploring(test))
		a.clearLine()
		if err != nil {
			return err
		}
		a.emit(event{Event: "report", Package: h.pkg, Report: report})
		sum.count(report)
		if !a.json {
			a.showReport(report, program.ReplayCommand(h.pkg, test), i < len(tests)-1)
		}
		if h.html != "" && report.FailsOnce() {
			if err := a.writePage(program, h, report, false); err != nil {
				return err
			}
			h.html = "" // one file, one failure
		}
		switch {
		case report.Outcome == trace.Failed:
			result = errFails
		case report.Outcome == trace.Inconclusive && result == nil:
			result = errUnsettled
		}
	}
	if !a.json && h.only.String() == "" {
		for _, line := range sum.lines(program.NotRun()) {
			a.printf("%s\n", dim(line))
		}
	}
	return result
}

func (a *app) showReport(r *trace.Report, replay func(string) string, more bool) {
	long := r.Outcome == trace.Failed || r.Outcome == trace.Inconclusive
	_ = render.Terminal(a.out, r, render.Options{ASCII: console.WantASCII(), Width: console.Width(), OmitLimits: more, ReplayCommand: replay})
	if long && more {
		a.printf("\n")
	}
}

// buildLog is where the builder may say why it takes long. A passing line says
// so already.
func (a *app) buildLog() io.Writer {
	if a.json || console.IsTerminal(a.err) {
		return nil
	}
	return a.err
}

// line is where passing lines go, while a terminal is watching.
func (a *app) line() console.Line {
	if a.json {
		return console.Line{}
	}
	return console.NewLine(a.err)
}

// exploring shows how far a long exploration is, while a terminal is watching.
func (a *app) exploring(test string) func(trace.Progress) {
	line := a.line()
	if !line.Shown() {
		return nil
	}
	return func(p trace.Progress) {
		line.Show(fmt.Sprintf("%s: %s, %d tried, %.0f s", test, p.Stage, p.Executions, p.Seconds))
	}
}

func (a *app) clearLine() { a.line().Clear() }
