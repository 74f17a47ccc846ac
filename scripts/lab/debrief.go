package main

import (
	"flag"
	"strings"

	"racelab/internal/belief"
	"racelab/internal/console"
	"racelab/internal/markdown"
)

// debrief shows what a lab teaches, and the beliefs behind its rejected fixes.
func (a *app) debrief(args []string) error {
	args, err := parse(flag.NewFlagSet("debrief", flag.ContinueOnError), args)
	if err != nil {
		return err
	}
	l, err := a.find().Lab("debrief", args)
	if err != nil {
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
	a.printf("\n%s\n", bold("What one may have believed"))
	for _, b := range bank.Beliefs() {
		a.printf("%s", console.Hang("- ", 2, b.Belief.Says()+" ("+strings.Join(b.Fixes, ", ")+")"))
	}
	a.printf("\n")
	a.next("go tool lab diff "+l.Name, "your file against the solution")
	return nil
}
