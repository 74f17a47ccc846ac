package attempt

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"racelab/internal/build"
	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/judge"
	"racelab/internal/program"
	"racelab/internal/render"
	"racelab/internal/trace"
)

// Failure shows a failing schedule of the learner's file, if there is one.
func (a Attempt) Failure(ctx context.Context, l course.Lab) error {
	root := a.Checkout.Root
	program, err := program.Package(ctx, build.Config{Dir: a.Checkout.Path(filepath.Join("labs", l.Name)), Home: root})
	var source *build.SourceError
	if errors.As(err, &source) {
		return a.doesNotBuild(l, "the compiler says", source.Output)
	}
	if err != nil {
		return err
	}
	tests, err := judge.ExploredTests(root, l.Name)
	if err != nil {
		return err
	}
	report, err := program.Telling(ctx, tests)
	if err != nil {
		return err
	}
	a.show(l, report)
	return nil
}

func (a Attempt) show(l course.Lab, report *trace.Report) {
	_ = render.Terminal(a.out(), report, render.Options{ASCII: console.WantASCII(), Width: console.Width(), OmitLimits: true,
		ReplayCommand: program.ReplayCommand(l.Name, report.Test)})
	if report.Outcome == trace.Failed || report.Outcome == trace.Inconclusive {
		fmt.Fprintln(a.out())
	}
	if report.Failure != nil {
		fmt.Fprintf(a.out(), "page    go tool lab explain %s\n", l.Name)
	}
}
