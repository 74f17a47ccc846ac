package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"racelab/internal/build"
	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/program"
	"racelab/internal/trace"
)

// hunt is what explain and play look for: a failure of one package.
type hunt struct {
	pkg     string // as the reader called it
	dir     string
	only    *regexp.Regexp
	subtest string        // of those, if not all
	request trace.Request // but for the test
	html    string        // a file for a page of the failure
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
	return program, a.builds(h, err)
}

// builds tells a fault of the package's own source; of that it returns errFails.
func (a *app) builds(h hunt, err error) error {
	var source *build.SourceError
	if !errors.As(err, &source) {
		return err
	}
	a.emit(event{Event: "build", Package: h.pkg, Output: source.Output})
	if !a.json {
		a.printf("%s  %s does not build\n%s\n", bad("FAIL"), h.pkg, strings.TrimSpace(source.Output))
	}
	return errFails
}

// forSchedules picks those tests of a lab or a solution that call explore.Test,
// unless -run has chosen. The others are staged for go test: they bring
// goroutines together, and count on a stage that does so.
func (a *app) forSchedules(dir string, tests []string) ([]string, error) {
	lab, known := course.Find(filepath.Base(dir))
	if !known || !a.isCourse(dir) {
		return tests, nil
	}
	explored, err := a.exploredTests(lab)
	return slices.DeleteFunc(slices.Clone(tests), func(name string) bool { return !slices.Contains(explored, name) }), err
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

// findPackage takes a folder or the name of a lab; without one, the lab of the
// current folder.
func (a *app) findPackage(h *hunt, command, only string, args []string) error {
	if err := h.setTests(only); err != nil {
		return err
	}
	if len(args) > 1 {
		return usagef("%s takes one lab or folder, got %d: %s", command, len(args), strings.Join(args, " "))
	}
	words, err := a.orHere(command, args)
	if err != nil {
		return err
	}
	h.pkg = words[0]
	dir, known := a.folderOf(h.pkg)
	if !known {
		dir = h.pkg
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

// orHere is what the reader named, or else where that is: the lab of the current
// folder or, outside of the course, the folder itself.
func (a *app) orHere(command string, args []string) ([]string, error) {
	switch {
	case len(args) > 0:
		return args, nil
	case a.labHere() != "":
		return []string{a.labHere()}, nil
	case a.root == "":
		return []string{"."}, nil
	}
	return nil, usagef("which lab? say: go tool lab %s LAB, or name the folder of any other package", command)
}

// folderOf is where a lab is, or a package of the course by its import path.
func (a *app) folderOf(word string) (dir string, known bool) {
	if a.root == "" {
		return "", false
	}
	if l, ok := course.Find(word); ok {
		return a.path(filepath.Join("labs", l.Name)), true
	}
	rel, ok := strings.CutPrefix(word, "racelab/")
	return a.path(filepath.FromSlash(rel)), ok
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
	}
	return chosen, nil
}

// buildLog is where the builder may say why it takes long. A passing line says
// so already.
func (a *app) buildLog() io.Writer {
	if a.json || console.IsTerminal(a.err) {
		return nil
	}
	return a.err
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

// line is where passing lines go, while a terminal is watching.
func (a *app) line() console.Line {
	if a.json {
		return console.Line{}
	}
	return console.NewLine(a.err)
}

func (a *app) clearLine() { a.line().Clear() }

func isFolder(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir()
}
