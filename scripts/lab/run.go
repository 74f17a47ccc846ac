package main

import "flag"

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
	l, err := a.find().Lab("run", args)
	if err != nil {
		return err
	}
	return a.end(a.attempt(*race, *verbose).Judge(a.ctx, l))
}
