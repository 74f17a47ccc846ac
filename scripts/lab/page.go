package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"racelab/internal/command"
	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/play"
	"racelab/internal/program"
	"racelab/internal/render"
	"racelab/internal/trace"
)

// explainLab writes a page that shows a failing run of a lab step by step.
func (a *app) explainLab(args []string) error {
	fs := flag.NewFlagSet("explain", flag.ContinueOnError)
	file := fs.String("o", "", "the file of the page; without it, one in .racelab or, outside of the course, here")
	only := fs.String("run", "", "only tests whose name matches this regular expression")
	show := fs.Bool("open", true, "show the page in a browser")
	args, err := parse(fs, args)
	if err != nil {
		return err
	}
	h := hunt{html: *file}
	if err := a.findPackage(&h, "explain", *only, args); err != nil {
		return err
	}
	program, err := a.buildProgram(h)
	if err != nil {
		return err
	}
	tests, err := a.toShow(h, program.Tests())
	if err != nil {
		return err
	}
	report, err := a.firstFailure(program, h, tests)
	if err != nil {
		return err
	}
	if report == nil {
		// Not PASS: some test may not have been tried on every schedule.
		a.printf("%s: no failure was found that can be shown step by step, so there is nothing to explain\n", h.pkg)
		a.next(toolName()+" explore "+h.pkg, "what was found, test by test")
		return nil
	}
	if h.html == "" {
		h.html = filepath.Base(h.dir) + ".html"
		if a.root != "" {
			h.html = a.path(filepath.Join(".racelab", h.html))
		}
	}
	return a.writePage(program, h, report, *show)
}

// toShow picks the tests that may be shown step by step.
func (a *app) toShow(h hunt, tests []string) ([]string, error) {
	chosen, err := h.choose(tests)
	if err != nil {
		return nil, err
	}
	if h.only.String() != "" {
		return chosen, nil
	}
	if chosen, err = a.find().ForSchedules(h.dir, chosen); err == nil && len(chosen) == 0 {
		return nil, command.Usagef("%s cannot be shown step by step: what it is about happens outside the program; say: go tool lab run %s", h.pkg, filepath.Base(h.dir))
	}
	return chosen, err
}

// firstFailure explores tests until one fails in a way that can be shown step
// by step; nil if none does. What run has found in this very program is not looked
// for again.
func (a *app) firstFailure(program *program.Program, h hunt, tests []string) (*trace.Report, error) {
	for _, test := range tests {
		if known := program.Known(test); known != nil {
			return known, nil
		}
	}
	for _, test := range tests {
		request := h.request
		request.Test = test
		report, err := program.Run(a.ctx, request, a.exploring(test))
		a.clearLine()
		if err != nil {
			return nil, err
		}
		if report.FailsOnce() {
			return report, nil
		}
	}
	return nil, nil
}

// writePage writes the file that -html or -o names.
func (a *app) writePage(program *program.Program, h hunt, r *trace.Report, show bool) error {
	text, err := play.Page(a.ctx, program, h.dir, h.pkg, r)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(h.html), 0o755); err != nil {
		return fmt.Errorf("cannot write the page: %w; name another file with -o", err)
	}
	if err := course.WriteFile(h.html, text); err != nil {
		return fmt.Errorf("cannot write the page: %w; name another file", err)
	}
	words := render.NewWords(r.Failure)
	a.printf("%s  %s %s\n%s", bad("FAIL"), h.pkg, r.Test, console.Indent(console.Wrap(words.Cause(), console.Prose(6)), "      "))
	a.printf("page: %s (%d steps, %d kB)\n", bold(h.html), len(r.Failure.Steps), (len(text)+1023)/1024)
	if show && a.openInBrowser(h.html) {
		return nil
	}
	a.next("open it in a browser", "arrow keys, Home and End move through the steps")
	return nil
}
