package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"racelab/internal/progress"
)

var hintHeading = regexp.MustCompile(`(?m)^## Hint \d+[^\n]*$`)

// hint shows one more hint than last time, and the last one again and again.
func (a *app) hint(args []string) error {
	args, err := parse(flag.NewFlagSet("hint", flag.ContinueOnError), args)
	if err != nil {
		return err
	}
	l, err := a.labArg("hint", args)
	if err != nil {
		return err
	}
	hints, err := readHints(a.path(filepath.Join("solutions", l.Name, "hints.md")))
	if err != nil {
		return err
	}
	p, err := progress.Load(a.root)
	a.warn(err)
	n := min(p.Hints[l.Name]+1, len(hints))
	a.printf("%s %d of %d\n\n%s\n\n", bold("Hint"), n, len(hints), hints[n-1])
	if n > p.Hints[l.Name] {
		p.Hints[l.Name] = n
		a.warn(p.Save())
	}
	if n < len(hints) {
		a.next("go tool lab run "+l.Name, "or go tool lab hint "+l.Name+" for another hint")
		return nil
	}
	a.next("go tool lab run "+l.Name, "that was the last hint; the solution: go tool lab diff "+l.Name)
	return nil
}

// readHints splits a hints file at its `## Hint N` headings.
func readHints(path string) ([]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("cannot read the hints: %w; restore the file from git", err)
	}
	parts := hintHeading.Split(string(data), -1)[1:]
	if len(parts) == 0 {
		return nil, fmt.Errorf("%s has no section \"## Hint 1\"; restore the file from git", path)
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts, nil
}
