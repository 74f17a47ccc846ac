package main

import (
	"flag"
	"fmt"
	"strings"

	"racelab/internal/course"
)

// list prints every lab of every chapter.
func (a *app) list(args []string) error {
	args, err := parse(flag.NewFlagSet("list", flag.ContinueOnError), args)
	if err != nil {
		return err
	}
	if len(args) > 0 {
		return usagef("list shows every lab and takes no name; one chapter: go tool lab chapter NUMBER")
	}
	p, err := course.LoadProgress(a.root)
	a.warn(err)
	here, _ := a.here(p)
	a.printf("%s   %d of %d solved\n", bold("racelab"), p.Count(course.Labs), len(course.Labs))
	for _, c := range course.Chapters {
		if labs := c.Labs(); len(labs) > 0 {
			a.printf("\n%s\n%s", bold(fmt.Sprintf("%d · %s", c.Number, c.Title)), titles(labs, p, here.Name))
		}
	}
	a.printf("\n")
	a.next("go tool lab run "+here.Name, here.Title)
	return nil
}

// titles lists labs one to a line, each with its title.
func titles(labs []course.Lab, p *course.Progress, here string) string {
	var b strings.Builder
	for _, l := range labs {
		text, shown := mark(l, p, here)
		fmt.Fprintf(&b, "  %s%s%s\n", shown, strings.Repeat(" ", max(1, 20-len(text))), l.Title)
	}
	return b.String()
}

// chapter prints the introduction to a chapter: that of the number, or else the
// current one.
func (a *app) chapter(args []string) error {
	args, err := parse(flag.NewFlagSet("chapter", flag.ContinueOnError), args)
	if err != nil {
		return err
	}
	p, err := course.LoadProgress(a.root)
	a.warn(err)
	here, _ := a.here(p)
	c, _ := course.FindChapter(here.Chapter)
	if len(args) > 0 {
		if c, err = findChapter(args); err != nil {
			return err
		}
	}
	a.printf("%s\n\n%s", bold(fmt.Sprintf("%d · %s", c.Number, c.Title)), c.Introduction())
	labs := c.Labs()
	if len(labs) == 0 {
		a.printf("\nIts labs are still being written.\n")
		a.next("go tool lab", "the map of the course")
		return nil
	}
	a.printf("\n%s\n", titles(labs, p, here.Name))
	for _, l := range labs {
		if !p.IsSolved(l.Name) {
			a.next("go tool lab run "+l.Name, l.Title)
			return nil
		}
	}
	a.next("go tool lab", "this chapter is solved; the map of the course")
	return nil
}

func findChapter(args []string) (course.Chapter, error) {
	text := strings.Join(args, " ")
	c, ok := course.ChapterCalled(text)
	if !ok {
		var known []string
		for _, c := range course.Chapters {
			known = append(known, fmt.Sprintf("%d %s", c.Number, c.Title))
		}
		return c, usagef("there is no chapter %q; there are: %s", text, strings.Join(known, ", "))
	}
	return c, nil
}
