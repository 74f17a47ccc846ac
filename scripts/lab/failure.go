package main

import (
	"context"
	"errors"
	"path/filepath"

	"racelab/internal/build"
	"racelab/internal/course"
	"racelab/internal/judge"
	"racelab/internal/program"
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
	report, err := telling(a.ctx, program, tests)
	if err != nil {
		return err
	}
	a.showReport(report, program.ReplayCommand(l.Name, report.Test), true)
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

// telling explores one test after the other, all of the program's if none are
// named, and returns the report that tells the most: the first failure, or else
// the first that is no pass, or else the first. A failure that is known is not
// looked for again.
func telling(ctx context.Context, program *program.Program, tests []string) (*trace.Report, error) {
	if len(tests) == 0 {
		tests = program.Tests()
	}
	for _, test := range tests {
		if known := program.Known(test); known != nil {
			return known, nil
		}
	}
	var best *trace.Report
	for _, test := range tests {
		report, err := program.Run(ctx, trace.Request{Test: test}, nil)
		if err != nil {
			return nil, err
		}
		if report.Outcome == trace.Failed {
			return report, nil
		}
		if best == nil || best.Outcome == trace.Passed {
			best = report
		}
	}
	return best, nil
}
