package main

import (
	"flag"
	"fmt"
	"strings"

	"racelab/internal/command"
	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/overview"
)

// showMap prints where the learner is and what to do next. It fits a screen of
// 80 by 24, however many labs there are: only the current chapter is open.
func (a *app) showMap() error {
	p, err := course.LoadProgress(a.root)
	a.warn(err)
	here, unfinished := a.here(p)
	a.printf("%s", overview.Map(p, course.Chapters, course.Labs, here))
	if !unfinished && p.IsSolved(here.Name) {
		a.printf("\n%s\n", good("Every lab is solved."))
		a.next("go tool lab diff "+here.Name, "or cd into any lab and go on playing")
		return nil
	}
	a.printf("\n%s%s\n", overview.Title(here), console.Indent(console.Wrap(here.Story, console.Prose(4)), "    "))
	a.next("go tool lab run "+here.Name, "its story is in labs/"+here.Name+"/README.md")
	return nil
}

// mapOf is showMap by its name.
func (a *app) mapOf(args []string) error {
	args, err := parse(flag.NewFlagSet("map", flag.ContinueOnError), args)
	if err != nil {
		return err
	}
	if len(args) > 0 {
		return command.Usagef("the map takes no name; a lab: go tool lab run NAME; one chapter: go tool lab chapter NUMBER")
	}
	return a.showMap()
}

// here is the lab of the current directory, or else the first unsolved one;
// the second result tells whether any lab is left to solve.
func (a *app) here(p *course.Progress) (course.Lab, bool) {
	next, unfinished := p.Next("")
	if l, ok := course.Find(a.find().Here()); ok {
		return l, unfinished
	}
	if !unfinished {
		return course.Labs[0], false
	}
	return next, true
}

// list prints every lab of every chapter.
func (a *app) list(args []string) error {
	args, err := parse(flag.NewFlagSet("list", flag.ContinueOnError), args)
	if err != nil {
		return err
	}
	if len(args) > 0 {
		return command.Usagef("list shows every lab and takes no name; one chapter: go tool lab chapter NUMBER")
	}
	p, err := course.LoadProgress(a.root)
	a.warn(err)
	here, _ := a.here(p)
	a.printf("%s", overview.List(p, here))
	a.next("go tool lab run "+here.Name, here.Title)
	return nil
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
	a.printf("%s", overview.Chapter(c, p, here))
	labs := c.Labs()
	if len(labs) == 0 {
		a.next("go tool lab", "the map of the course")
		return nil
	}
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
		return c, command.Usagef("there is no chapter %q; there are: %s", text, strings.Join(known, ", "))
	}
	return c, nil
}
