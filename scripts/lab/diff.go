package main

import (
	"flag"

	"racelab/internal/console"

	"github.com/aymanbagabas/go-udiff"
)

// diff shows what turns the learner's file into the solution.
func (a *app) diff(args []string) error {
	fs := flag.NewFlagSet("diff", flag.ContinueOnError)
	spoil := spoilFlag(fs)
	args, err := parse(fs, args)
	if err != nil {
		return err
	}
	l, err := a.find().Lab("diff", args)
	if err != nil {
		return err
	}
	if err := a.mayTell(l, *spoil, "diff"); err != nil {
		return err
	}
	yours, err := a.checkout().Read(l.File(), "bring it back with: go tool lab reset "+l.Name)
	if err != nil {
		return err
	}
	solution, err := a.checkout().Read(l.Solution(), "restore it from git")
	if err != nil {
		return err
	}
	text := udiff.Unified(l.File(), l.Solution(), yours, solution)
	if text == "" {
		a.printf("your file is the solution, byte for byte\n")
	}
	a.printf("%s", console.ColourDiff(text))
	return nil
}
