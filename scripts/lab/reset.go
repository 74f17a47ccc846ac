package main

import (
	"errors"
	"flag"

	"racelab/internal/course"
)

// reset brings back the broken version.
func (a *app) reset(args []string) error {
	args, err := parse(flag.NewFlagSet("reset", flag.ContinueOnError), args)
	if err != nil {
		return err
	}
	l, err := a.find().Lab("reset", args)
	if err != nil {
		return err
	}
	kept, err := a.checkout().Reset(l)
	if kept != "" {
		a.printf("your work is kept in %s\n", kept)
	}
	switch {
	case errors.Is(err, course.ErrBroken):
		a.printf("%s is the broken version already\n", l.File())
	case err != nil:
		return err
	default:
		a.printf("%s is the broken version again\n", l.File())
	}
	a.next("go tool lab run "+l.Name, "")
	return nil
}
