package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"racelab/internal/command"
	"racelab/internal/event"
	"racelab/internal/export"
	"racelab/internal/play"
	"racelab/internal/survey"
	"racelab/internal/trace"
)

// exports say what explore is to write for other programs.
type exports struct {
	junit, sarif, html string
	baseline           string
	accept             bool // all that fails now
}

func (e *exports) flags(fs *flag.FlagSet) {
	fs.StringVar(&e.junit, "junit", "", "write a JUnit report to this file")
	fs.StringVar(&e.sarif, "sarif", "", "write the failures as SARIF 2.1.0, for code scanning, to this file")
	fs.StringVar(&e.html, "html", "", "write a page that shows it step by step for each failure, and an index, to this folder")
	fs.StringVar(&e.baseline, "baseline", "", "a file with failures that are known, by package, test, kind and places: only others count")
	fs.BoolVar(&e.accept, "accept", false, "write the baseline: all that fails now is known from then on")
}

// useBaseline has the survey know what is in the baseline.
func (e *exports) useBaseline(s *survey.Survey) error {
	switch {
	case e.baseline == "" && e.accept:
		return command.Usagef("-accept needs a file: -baseline FILE")
	case e.baseline == "":
		return nil
	case e.accept:
		s.Known = func(survey.Package, *trace.Report) bool { return true }
		return nil
	}
	known, err := export.ReadBaseline(e.baseline)
	if err == nil {
		s.Known = known.Knows
	}
	return err
}

// export writes what was found for other programs.
func (a *app) export(e *exports, found []*survey.Found) error {
	if e.accept {
		kept, err := export.WriteBaseline(e.baseline, found)
		if err != nil {
			return fmt.Errorf("cannot write the baseline: %w; name another file", err)
		}
		if kept > 0 {
			a.printf("baseline: kept %d of tests that were not tried to their end\n", kept)
		}
	}
	if err := writeTo(e.junit, func(w io.Writer) error { return export.JUnit(w, found) }); err != nil {
		return err
	}
	if err := writeTo(e.sarif, func(w io.Writer) error { return export.SARIF(w, found, a.cwd) }); err != nil {
		return err
	}
	if os.Getenv("GITHUB_ACTIONS") == "true" {
		if err := export.Annotations(a.out, found, a.cwd); err != nil {
			return err
		}
	}
	if e.html == "" {
		return nil
	}
	file, err := export.Pages(e.html, found, func(f *survey.Found, r survey.Result) ([]byte, error) {
		return play.Page(a.ctx, f.Program, f.Dir, f.Name, r.Report)
	})
	if err != nil {
		return fmt.Errorf("cannot write the pages: %w; name another folder with -html", err)
	}
	a.events.Emit(event.Event{Event: "page", File: file})
	a.printf("pages: %s\n", bold(file))
	return nil
}

// writeTo writes a file, if it has a name.
func writeTo(file string, write func(io.Writer) error) error {
	if file == "" {
		return nil
	}
	var text bytes.Buffer
	if err := write(&text); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return fmt.Errorf("cannot write the report: %w; name another file", err)
	}
	if err := os.WriteFile(file, text.Bytes(), 0o644); err != nil {
		return fmt.Errorf("cannot write the report: %w; name another file", err)
	}
	return nil
}
