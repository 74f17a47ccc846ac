package main

import (
	"fmt"
	"strings"

	"racelab/internal/console"
	"racelab/internal/course"
)

// mapWidth is that of the smallest terminal the map must fit.
const mapWidth = 80

// showMap prints where the learner is and what to do next. It fits a screen of
// 80 by 24, however many labs there are: only the current chapter is open.
func (a *app) showMap() error {
	p, err := course.LoadProgress(a.root)
	a.warn(err)
	here, unfinished := a.here(p)
	a.printf("%s", drawMap(p, course.Chapters, course.Labs, here))
	if !unfinished && p.IsSolved(here.Name) {
		a.printf("\n%s\n", good("Every lab is solved."))
		a.next("go tool lab diff "+here.Name, "or cd into any lab and go on playing")
		return nil
	}
	a.printf("\n%s — %s\n%s\n", bold(here.Name), here.Title, console.Indent(console.Wrap(here.Story, mapWidth-4), "    "))
	a.next("go tool lab run "+here.Name, "its story is in labs/"+here.Name+"/README.md")
	return nil
}

// drawMap draws the chapters, one line each, and opens that of here.
func drawMap(p *course.Progress, chapters []course.Chapter, labs []course.Lab, here course.Lab) string {
	var b strings.Builder
	done := p.Count(labs)
	fmt.Fprintf(&b, "%s   %s   %d of %d solved\n\n", bold("racelab"), gauge(done, len(labs), 30), done, len(labs))
	for _, c := range chapters {
		own := labsOf(c, labs)
		if len(own) == 0 {
			continue
		}
		title := fmt.Sprintf("%d · %-26s", c.Number, c.Title)
		count := fmt.Sprintf("%2d of %2d", p.Count(own), len(own))
		if c.Number != here.Chapter {
			fmt.Fprintf(&b, "  %s %s\n", title, dim(count))
			continue
		}
		fmt.Fprintf(&b, "> %s %s   %s\n", bold(title), count, dim("go tool lab chapter "+fmt.Sprint(c.Number)))
		for _, line := range console.Wrap(c.Intro, mapWidth-8) {
			fmt.Fprintf(&b, "      %s\n", line)
		}
		b.WriteString(console.Indent(labCells(own, p, here.Name), "      "))
	}
	return b.String()
}

func labsOf(c course.Chapter, labs []course.Lab) []course.Lab {
	var own []course.Lab
	for _, l := range labs {
		if l.Chapter == c.Number {
			own = append(own, l)
		}
	}
	return own
}

// gauge draws how much of a whole is done. It is ASCII, as the marks are, so
// that it survives every font and every pipe.
func gauge(done, whole, width int) string {
	full := 0
	if whole > 0 {
		full = done * width / whole
	}
	return "[" + good(strings.Repeat("#", full)) + strings.Repeat("-", width-full) + "]"
}

// here is the lab of the current directory, or else the first unsolved one;
// the second result tells whether any lab is left to solve.
func (a *app) here(p *course.Progress) (course.Lab, bool) {
	next, unfinished := p.Next("")
	if l, ok := course.Find(a.labHere()); ok {
		return l, unfinished
	}
	if !unfinished {
		return course.Labs[0], false
	}
	return next, true
}

// mark is a lab with its name as the map shows it: solved, current, or neither.
func mark(l course.Lab, p *course.Progress, here string) (text, shown string) {
	switch {
	case p.IsSolved(l.Name):
		text = "[x] " + l.Name
		return text, good(text)
	case l.Name == here:
		text = "[>] " + l.Name
		return text, bold(text)
	}
	return "[ ] " + l.Name, "[ ] " + l.Name
}

// labCells lists labs, several to a line.
func labCells(labs []course.Lab, p *course.Progress, here string) []string {
	const cell = 18 // "[x] politebakers" and a gap
	var lines []string
	line, used := "", 0
	for _, l := range labs {
		text, shown := mark(l, p, here)
		if used > 0 && used+cell > mapWidth-6 {
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
