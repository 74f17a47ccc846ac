package main

import (
	"fmt"
	"strings"

	"racelab/internal/progress"
	"racelab/internal/syllabus"
)

// mapWidth is that of the smallest terminal the map must fit.
const mapWidth = 80

// showMap prints the course with what is solved, where the learner is and what
// to do next. It fits a screen of 80 by 24.
func (a *app) showMap() error {
	p, err := progress.Load(a.root)
	a.warn(err)
	solved := 0
	for _, l := range syllabus.Labs {
		if p.IsSolved(l.Name) {
			solved++
		}
	}
	here, unfinished := a.here(p)
	a.printf("%s   %d of %d solved\n\n", bold("racelab"), solved, len(syllabus.Labs))
	for _, c := range syllabus.Chapters {
		a.printf("%s\n", bold(fmt.Sprintf("%d · %s", c.Number, c.Title)))
		for _, line := range chapterLines(c, p, here.Name) {
			a.printf("    %s\n", line)
		}
	}
	if !unfinished && p.IsSolved(here.Name) {
		a.printf("\n%s\n", good("Every lab is solved."))
		a.next("go tool lab diff "+here.Name, "or cd into any lab and go on playing")
		return nil
	}
	a.printf("\n%s — %s\n", bold(here.Name), here.Title)
	for _, line := range wrap(here.Story, mapWidth-4) {
		a.printf("    %s\n", line)
	}
	a.printf("\n")
	a.next("go tool lab run "+here.Name, "its story is in labs/"+here.Name+"/README.md")
	return nil
}

// here is the lab of the current directory, or else the first unsolved one;
// the second result tells whether any lab is left to solve.
func (a *app) here(p *progress.Progress) (syllabus.Lab, bool) {
	next, unfinished := nextLab(p, "")
	if l, ok := syllabus.Find(a.labHere()); ok {
		return l, unfinished
	}
	if !unfinished {
		return syllabus.Labs[0], false
	}
	return next, true
}

// chapterLines lists a chapter's labs, several to a line. The marks are ASCII,
// so that they survive every font and every pipe.
func chapterLines(c syllabus.Chapter, p *progress.Progress, here string) []string {
	const cell = 18 // "[x] politebakers" and a gap
	var lines []string
	line, used := "", 0
	for _, l := range syllabus.Labs {
		if l.Chapter != c.Number {
			continue
		}
		text, shown := "[ ] "+l.Name, ""
		switch {
		case p.IsSolved(l.Name):
			text = "[x] " + l.Name
			shown = good(text)
		case l.Name == here:
			text = "[>] " + l.Name
			shown = bold(text)
		default:
			shown = text
		}
		if used > 0 && used+cell > mapWidth-4 {
			lines, line, used = append(lines, strings.TrimRight(line, " ")), "", 0
		}
		line += shown + strings.Repeat(" ", max(1, cell-len(text)))
		used += max(cell, len(text)+1)
	}
	if line != "" {
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}
