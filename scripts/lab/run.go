package main

import (
	"errors"
	"flag"
	"strconv"
)

// runLab judges the learner's file with the course's own tests.
func (a *app) runLab(args []string) error {
	fs := flag.NewFlagSet("run", flag.ContinueOnError)
	race := fs.Bool("race", true, "build with the race detector; without it a pass does not count as solved")
	asJSON := fs.Bool("json", false, "print one event a line")
	verbose := fs.Bool("v", false, "print all that the tests said")
	fresh := fs.Bool("fresh", false, "judge again although nothing has changed; else a verdict that the explorer bears out is told from the cache: what it finds is the same each time, what native runs show is not")
	workers := workersFlag(fs, "one for each processor that no other test needs")
	args, err := parse(fs, args)
	a.useJSON(*asJSON)
	if err != nil {
		return err
	}
	l, err := a.find().Lab("run", args)
	if err != nil {
		return err
	}
	attempt := a.attempt(*race, *verbose)
	attempt.Workers, attempt.Fresh = *workers, *fresh
	return a.end(attempt.Judge(a.ctx, l))
}

// workersFlag is the number of processes that share a search, 0 if it is not said.
func workersFlag(fs *flag.FlagSet, without string) *int {
	workers := new(int)
	fs.Func("workers", "so many processes share the search of a test that takes long, with the same result; without it, "+without, func(text string) error {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return errors.New("it is a number of processes, from 1")
		}
		*workers = n
		return nil
	})
	return workers
}
