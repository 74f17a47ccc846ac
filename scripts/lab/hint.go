package main

import (
	"flag"
	"strings"

	"racelab/internal/command"
	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/markdown"
)

// hint shows one more hint than last time, and the last one again and again.
func (a *app) hint(args []string) error {
	fs := flag.NewFlagSet("hint", flag.ContinueOnError)
	again := fs.Int("n", 0, "show this hint again; 0 is the next one")
	args, err := parse(fs, args)
	if err != nil {
		return err
	}
	l, err := a.find().Lab("hint", args)
	if err != nil {
		return err
	}
	hints, err := a.checkout().Hints(l)
	if err != nil {
		return err
	}
	p, err := course.LoadProgress(a.root)
	a.warn(err)
	n := min(p.Hints[l.Name]+1, len(hints))
	if *again < 0 || *again > n {
		return command.Usagef("-n takes a number from 1 to %d, the hint whose turn it is; got %d", n, *again)
	}
	if *again > 0 {
		n = *again
	}
	a.printf("%s %d of %d\n\n%s\n\n", bold("Hint"), n, len(hints), strings.Join(markdown.Lines([]byte(hints[n-1]), console.Prose(0)), "\n"))
	if n > p.Hints[l.Name] {
		p.Hints[l.Name] = n
		a.warn(p.Save())
	}
	if n < len(hints) {
		a.next("go tool lab run "+l.Name, "or go tool lab hint "+l.Name+" for another hint")
		return nil
	}
	a.next("go tool lab run "+l.Name, "that was the last hint; the solution: "+a.solutionOf(l))
	return nil
}
