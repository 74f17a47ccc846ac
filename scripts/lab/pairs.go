package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"

	"racelab/internal/command"
	"racelab/internal/pairs"
	"racelab/internal/survey"
)

// pairing says whether explore makes the tests itself.
type pairing struct {
	on      bool
	write   string
	without *regexp.Regexp
}

func (p *pairing) flags(fs *flag.FlagSet) {
	fs.BoolVar(&p.on, "pairs", false, "explore, instead of the package's tests, any two exported methods at once on one value of each exported type")
	fs.StringVar(&p.write, "write", "", "with -pairs: keep the tests in this file")
	fs.Func("without", "with -pairs: leave out the methods that this regular expression matches, such as: (*Pool).Close", matching(&p.without))
}

// makePairs has e explore tests that are made now. done removes them again.
func (a *app) makePairs(e *exploration) (done func(), err error) {
	done = func() {}
	switch p := &e.pairs; {
	case !p.on && (p.write != "" || p.without != nil):
		return done, command.Usagef("-write and -without belong to -pairs")
	case !p.on:
		return done, nil
	case len(e.packages) != 1:
		return done, command.Usagef("-pairs takes one package, got %d", len(e.packages))
	}
	p := &e.packages[0]
	dir, err := filepath.EvalSymlinks(p.Dir) // an overlay's paths are taken literally
	if err != nil {
		return done, err
	}
	text, tests, err := pairs.Source(dir, e.survey.Build.Tags, e.pairs.without)
	if err != nil {
		return done, err
	}
	if e.pairs.write != "" {
		if err := os.WriteFile(e.pairs.write, text, 0o644); err != nil {
			return done, fmt.Errorf("cannot keep the tests: %w; name another file with -write", err)
		}
	}
	if e.survey.Run == nil {
		if e.survey.Run, err = survey.Select("^TestPair_"); err != nil {
			return done, err
		}
	}
	e.survey.Choose = nil
	p.Name = "-pairs " + p.Name // so that a replay makes them, too
	a.printf("%s\n", dim(fmt.Sprintf("%d tests of two calls at once", tests)))
	e.survey.Build.Overlay, done, err = overlayOf(filepath.Join(dir, "zz_racelab_pairs_test.go"), text)
	return done, err
}

// overlayOf lays text aside, to be seen at name.
func overlayOf(name string, text []byte) (file string, done func(), err error) {
	temp, err := os.MkdirTemp("", "racelab-pairs-*")
	if err != nil {
		return "", func() {}, err
	}
	source, file := filepath.Join(temp, "pairs.go"), filepath.Join(temp, "overlay.json")
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{name: source}})
	err = errors.Join(err, os.WriteFile(source, text, 0o644), os.WriteFile(file, overlay, 0o644))
	return file, func() { _ = os.RemoveAll(temp) }, err
}
