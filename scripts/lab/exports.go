package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

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
	fs.StringVar(&e.baseline, "baseline", "", "a file with failures that are known, by package, test, kind and places, and with tests that are inconclusive: only others count")
	fs.BoolVar(&e.accept, "accept", false, "write the baseline: all that fails or is inconclusive now is known from then on")
}

// prepare finds out, before anything is explored, whether all that is asked for can be
// written, and has the survey know what is in the baseline.
func (e *exports) prepare(s *survey.Survey) error {
	if err := e.writable(); err != nil {
		return err
	}
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

func (e *exports) writable() error {
	files := map[string]string{"junit": e.junit, "sarif": e.sarif}
	if e.html != "" {
		files["html"] = filepath.Join(e.html, "index.html")
	}
	if e.accept && e.baseline != "" {
		files["baseline"] = e.baseline
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if files[name] == "" {
			continue
		}
		if err := tryFile(files[name]); err != nil {
			return command.Usagef("%v\nhint: name one in a folder that you may write to, and say the same command again", unwritten(name, err))
		}
	}
	return nil
}

// tryFile opens a file for writing, and leaves it as it was.
func tryFile(name string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	_, missing := os.Stat(name)
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	err = file.Close()
	if missing != nil {
		err = errors.Join(err, os.Remove(name))
	}
	return err
}

// export writes what was found for other programs. What cannot be written, though it could
// when the command began, keeps nothing else from being written.
func (a *app) export(e *exports, found []*survey.Found) error {
	err := errors.Join(
		a.acceptAll(e, found),
		writeTo("junit", e.junit, func(w io.Writer) error { return export.JUnit(w, found) }),
		writeTo("sarif", e.sarif, func(w io.Writer) error { return export.SARIF(w, found, a.cwd) }),
		a.annotate(found),
		a.pages(e, found))
	if err != nil {
		err = fmt.Errorf("%w\nhint: what was found is shown and kept; the same command with another name writes it without exploring again", err)
	}
	return err
}

func (a *app) acceptAll(e *exports, found []*survey.Found) error {
	if !e.accept {
		return nil
	}
	kept, err := export.WriteBaseline(e.baseline, found)
	if err != nil {
		return unwritten("baseline", err)
	}
	if kept > 0 {
		a.printf("baseline: kept %d of tests that were not tried to their end\n", kept)
	}
	return nil
}

func (a *app) annotate(found []*survey.Found) error {
	if os.Getenv("GITHUB_ACTIONS") != "true" {
		return nil
	}
	return export.Annotations(a.out, found, a.cwd)
}

func (a *app) pages(e *exports, found []*survey.Found) error {
	if e.html == "" {
		return nil
	}
	file, err := export.Pages(e.html, found, func(f *survey.Found, r survey.Result) ([]byte, error) {
		return play.Page(a.ctx, f.Program, f.Dir, f.Name, r.Report)
	})
	if err != nil {
		return unwritten("html", err)
	}
	a.events.Emit(event.Event{Event: "page", File: file})
	a.printf("pages: %s\n", bold(file))
	return nil
}

// writeTo writes the file that a flag names, if it has a name.
func writeTo(flag, file string, write func(io.Writer) error) error {
	if file == "" {
		return nil
	}
	var text bytes.Buffer
	err := write(&text)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(file), 0o755)
	}
	if err == nil {
		err = os.WriteFile(file, text.Bytes(), 0o644)
	}
	return unwritten(flag, err)
}

func unwritten(flag string, err error) error {
	if err != nil {
		err = fmt.Errorf("cannot write what -%s names: %w", flag, err)
	}
	return err
}
