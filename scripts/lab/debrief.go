package main

import (
	"flag"
	"os"
	"strings"

	"racelab/internal/belief"
	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/judge"
	"racelab/internal/markdown"
)

// debrief shows what a lab teaches, and the beliefs behind its rejected fixes.
func (a *app) debrief(args []string) error {
	args, err := parse(flag.NewFlagSet("debrief", flag.ContinueOnError), args)
	if err != nil {
		return err
	}
	l, err := a.labArg("debrief", args)
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

// believed says in which world a fix would be right, if it fails as rejected fixes
// of one belief do.
func (a *app) believed(l course.Lab, r judge.Result) []string {
	source, err := os.ReadFile(a.path(l.File()))
	if err != nil || r.Verdict == course.Pass {
		return nil
	}
	bank, err := belief.Load(a.checkout(), l)
	if err != nil {
		return nil // of a lab that is being written
	}
	b, sure := bank.Tell(source, belief.SignatureOf(l.Name, source, nil, r))
	if !sure {
		return nil
	}
	a.emit(event{Event: "belief", Lab: l.Name, Message: b.Says()})
	return console.Wrap(b.Says(), console.Prose(2))
}
