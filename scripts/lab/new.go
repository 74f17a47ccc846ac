package main

import (
	"flag"
	"path/filepath"

	"racelab/internal/command"
	"racelab/internal/course"
)

// newLab lays out a lab for its author, and says what is still missing.
func (a *app) newLab(args []string) error {
	fs := flag.NewFlagSet("new", flag.ContinueOnError)
	chapter := fs.Int("chapter", -1, "the number of the chapter that it belongs to")
	args, err := parse(fs, args)
	if err != nil {
		return err
	}
	if len(args) != 1 || *chapter < 0 {
		return command.Usagef("new takes a name and a chapter: go tool lab new NAME -chapter N")
	}
	written, err := a.checkout().New(args[0], *chapter)
	if err != nil {
		return command.Usagef("%v", err)
	}
	for _, file := range written {
		a.printf("wrote %s\n", filepath.ToSlash(file))
	}
	a.printf("\n%s\n", bold("still missing"))
	a.sayMissing(course.Lab{Name: args[0], Chapter: *chapter, Fails: []course.Verdict{course.WrongResult}, Draft: true})
	a.printf("\n")
	a.next("go tool lab verify "+args[0], "what is still missing, and whether its programs keep the course's promises")
	return nil
}

// sayMissing lists what a lab lacks.
func (a *app) sayMissing(l course.Lab) {
	lacks := a.checkout().Missing(l)
	for _, what := range lacks {
		a.printf("  %s\n", what)
	}
	if len(lacks) == 0 {
		a.printf("  nothing; to show it to learners, remove the line Draft: true in internal/course/chapter%d.go\n", l.Chapter)
	}
}
