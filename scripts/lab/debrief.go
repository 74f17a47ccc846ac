package main

import (
	"flag"
	"strings"

	"racelab/internal/belief"
	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/markdown"
)

// debrief shows what a lab teaches, and each fix of its bank: the right ones, and the beliefs
// behind the wrong ones.
func (a *app) debrief(args []string) error {
	fs := flag.NewFlagSet("debrief", flag.ContinueOnError)
	spoil := spoilFlag(fs)
	args, err := parse(fs, args)
	if err != nil {
		return err
	}
	l, err := a.find().Lab("debrief", args)
	if err != nil {
		return err
	}
	if err := a.mayTell(l, *spoil, "debrief"); err != nil {
		return err
	}
	text, err := a.checkout().Read(l.Debrief(), "restore the file from git")
	if err != nil {
		return err
	}
	bank, err := belief.Load(a.checkout(), l)
	if err != nil {
		return err
	}
	a.printf("%s\n", strings.Join(markdown.Lines([]byte(text), console.Prose(0)), "\n"))
	a.printf("\n%s\n", bold("Other right fixes"))
	why := map[string]string{} // a wrong fix is none, by its name
	for _, e := range a.checkout().Bank(l) {
		switch e.Kind {
		case course.Accepted:
			a.printf("%s", console.Hang("- ", 2, e.Slug+": "+e.Why))
		case course.Rejected:
			why[e.Slug] = e.Why
		}
	}
	a.printf("\n%s\n", bold("What one may have believed"))
	for _, b := range bank.Beliefs() {
		a.printf("%s", console.Hang("- ", 2, b.Belief.Says()))
		for _, slug := range b.Fixes {
			a.printf("%s", console.Hang("  - ", 4, slug+": "+why[slug]))
		}
	}
	a.printf("\n")
	a.next(a.solutionOf(l), "your file against the solution")
	return nil
}
