package main

import (
	"errors"
	"path/filepath"

	"racelab/internal/build"
	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/judge"
	"racelab/internal/program"
	"racelab/internal/render"
	"racelab/internal/trace"
)

// showFailure shows a failing schedule of the learner's file, if there is one.
func (a *app) showFailure(l course.Lab) error {
	program, err := program.Package(a.ctx, build.Config{Dir: a.path(filepath.Join("labs", l.Name)), Home: a.root})
	var source *build.SourceError
	if errors.As(err, &source) {
		return a.doesNotBuild(l, "the compiler says", source.Output)
	}
	if err != nil {
		return err
	}
	tests, err := a.exploredTests(l)
	if err != nil {
		return err
	}
	report, err := program.Telling(a.ctx, tests)
	if err != nil {
		return err
	}
	_ = render.Terminal(a.out, report, render.Options{ASCII: console.WantASCII(), Width: console.Width(), OmitLimits: true,
		ReplayCommand: program.ReplayCommand(l.Name, report.Test)})
	if report.Outcome == trace.Failed || report.Outcome == trace.Inconclusive {
		a.printf("\n")
	}
	if report.Failure != nil {
		a.printf("page    go tool lab explain %s\n", l.Name)
	}
	return nil
}

// exploredTests lists the tests of a lab that call explore.Test. The others are
// for other tools: the explorer can run them, and may take long over them.
func (a *app) exploredTests(l course.Lab) ([]string, error) {
	j, err := judge.New(a.root)
	if err != nil {
		return nil, err
	}
	defer j.Close()
	return j.Explored(l.Name)
}
