package main

import (
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"

	"racelab/internal/build"
	"racelab/internal/command"
	"racelab/internal/console"
	"racelab/internal/event"
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
// has been explained when command.ErrFails is returned.
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

// builds tells a fault of the package's own source; of that it returns command.ErrFails.
func (a *app) builds(h hunt, err error) error {
	var source *build.SourceError
	if !errors.As(err, &source) {
		return err
	}
	a.events.Emit(event.Event{Event: "build", Package: h.pkg, Output: source.Output})
	a.printf("%s  %s does not build\n%s\n", bad("FAIL"), h.pkg, strings.TrimSpace(source.Output))
	return command.ErrFails
}

// setTests takes the regular expression of -run, for tests. What follows a slash in it is
// the name of one subtest, as go test prints it.
func (h *hunt) setTests(text string) (err error) {
	text, h.subtest, _ = strings.Cut(text, "/")
	if h.only, err = regexp.Compile(text); err != nil {
		return command.Usagef("-run: %v; give a regular expression", err)
	}
	h.subtest = strings.TrimSuffix(strings.TrimPrefix(h.subtest, "^"), "$")
	return nil
}

// findPackage takes a folder or the name of a lab; without one, the lab of the
// current folder.
func (a *app) findPackage(h *hunt, command, only string, args []string) (err error) {
	if err := h.setTests(only); err != nil {
		return err
	}
	h.pkg, h.dir, err = a.find().Folder(command, args)
	return err
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
		return nil, command.Usagef("-run %q selects none of the tests: %s", h.only, strings.Join(tests, ", "))
	}
	return chosen, nil
}

// buildLog is where the builder may say why it takes long. A passing line says
// so already.
func (a *app) buildLog() io.Writer {
	if a.events.On() || console.IsTerminal(a.err) {
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
