package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"

	"racelab/internal/course"
	"racelab/internal/judge"
)

// runLab judges the learner's file with the course's own tests.
func (a *app) runLab(args []string) error {
	fs := flag.NewFlagSet("run", flag.ContinueOnError)
	race := fs.Bool("race", true, "build with the race detector; without it a pass does not count as solved")
	asJSON := fs.Bool("json", false, "print one event a line")
	verbose := fs.Bool("v", false, "print all that the tests said")
	args, err := parse(fs, args)
	a.useJSON(*asJSON)
	if err != nil {
		return err
	}
	l, err := a.labArg("run", args)
	if err != nil {
		return err
	}
	if _, err := os.Stat(a.path(l.File())); err != nil {
		return fmt.Errorf("cannot find your file: %w; bring it back with: go tool lab reset %s", err, l.Name)
	}
	a.emit(event{Event: "start", Lab: l.Name, Race: race})
	err = a.judgeFile(l, *race, *verbose)
	return a.end(err)
}

func (a *app) judgeFile(l course.Lab, race, verbose bool) error {
	j, err := judge.New(a.root)
	if err != nil {
		return err
	}
	defer j.Close()
	binary, told, err := a.built(j, l, a.path(l.File()), race)
	if err != nil {
		return a.notBuilt(l, err)
	}
	defer binary.Close()
	clear := a.status("judging " + l.Name + " …")
	result := binary.Run(a.ctx, runtime.GOMAXPROCS(0))
	clear()
	if result.Err != nil {
		return result.Err
	}
	if verbose {
		a.showOutput(l, result.Output)
	}
	return a.tellVerdict(l, result, race, told)
}

// tellVerdict says how a lab was judged, and keeps in mind that it passes.
func (a *app) tellVerdict(l course.Lab, result judge.Result, race, told bool) error {
	a.emitVerdict(l, result)
	if believed := a.believed(l, result); !a.json {
		a.account().Verdict(l, result, believed, race, told)
	}
	if result.Verdict != course.Pass {
		return errFails
	}
	a.remark(l)
	if race {
		a.recordSolved(l)
	}
	if !a.json {
		a.account().Passed(l, race)
	}
	return nil
}

// notBuilt explains why there is nothing to judge.
func (a *app) notBuilt(l course.Lab, err error) error {
	var broken *judge.BuildError
	switch {
	case !errors.As(err, &broken):
		return err
	case broken.Refused:
		return a.doesNotBuild(l, "why", broken.Output)
	}
	return a.doesNotBuild(l, "the compiler says", broken.Output)
}

// doesNotBuild explains a file that the compiler refuses, or the judge.
func (a *app) doesNotBuild(l course.Lab, who, output string) error {
	a.emit(event{
		Event: "verdict", Lab: l.Name, Verdict: string(course.NoBuild), Found: []string{string(course.NoBuild)},
		Where: judge.Places(l.Name, output), Output: output,
	})
	if !a.json {
		a.account().DoesNotBuild(l, who, output)
	}
	return errFails
}

// recordSolved must not turn a pass into a failure: a checkout that cannot be
// written to still gets its verdict.
func (a *app) recordSolved(l course.Lab) {
	p, err := course.LoadProgress(a.root)
	a.warn(err)
	if p.IsSolved(l.Name) {
		return
	}
	p.Solve(l.Name)
	a.warn(p.Save())
}

func (a *app) showOutput(l course.Lab, output string) {
	if a.json {
		a.emit(event{Event: "output", Lab: l.Name, Output: output})
		return
	}
	a.printf("%s\n", output)
}

func (a *app) emitVerdict(l course.Lab, r judge.Result) {
	for _, report := range r.Reports {
		a.emit(event{Event: "report", Lab: l.Name, Report: report})
	}
	a.emit(event{
		Event: "verdict", Lab: l.Name, Verdict: string(r.Verdict), Found: course.Words(r.Found),
		Where: r.Places, Failed: r.Failed, Passed: r.Passed, Missing: r.Missing,
		Seconds: r.Duration.Seconds(), Message: r.Note,
	})
}

// status shows one passing line, and for how long it has been true; the function
// it returns takes the line away.
func (a *app) status(text string) func() { return a.line().Status(text) }
