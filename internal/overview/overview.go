// Package overview draws the course: the map, the list of all labs, and what a
// chapter is about. It fits a screen of 80 by 24, however many labs there are.
package overview

import (
	"fmt"
	"strings"

	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/markdown"
)

// Width is that of the smallest terminal that the map must fit.
const Width = 80

// width is that of the screen, or Width if there is more room, or no screen.
func width() int { return min(console.Width(), Width) }

// Map draws the chapters, one line each, and opens that of here.
func Map(p *course.Progress, chapters []course.Chapter, labs []course.Lab, here course.Lab) string {
	var b strings.Builder
	done := p.Count(labs)
	fmt.Fprintf(&b, "%s   %s   %d of %d solved\n\n", console.Bold("racelab"), gauge(done, len(labs), min(30, width()-32)), done, len(labs))
	for _, c := range chapters {
		own := labsOf(c, labs)
		if len(own) == 0 {
			continue
		}
		room := min(26, width()-15)
		title := fmt.Sprintf("%d · %-*s", c.Number, room, console.Cut(c.Title, room, "…"))
		count := fmt.Sprintf("%2d of %2d", p.Count(own), len(own))
		if c.Number != here.Chapter {
			fmt.Fprintf(&b, "  %s %s\n", title, console.Dim(count))
			continue
		}
		more := ""
		if width() == Width {
			more = "   " + console.Dim("go tool lab chapter "+fmt.Sprint(c.Number))
		}
		fmt.Fprintf(&b, "> %s %s%s\n", console.Bold(title), count, more)
		for _, line := range console.Wrap(c.Intro, width()-8) {
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
	return "[" + console.Good(strings.Repeat("#", full)) + strings.Repeat("-", width-full) + "]"
}

// mark is a lab with its name as the map shows it: solved, current, or neither.
func mark(l course.Lab, p *course.Progress, here string) (text, shown string) {
	switch {
	case p.IsSolved(l.Name):
		text = "[x] " + l.Name
		return text, console.Good(text)
	case l.Name == here:
		text = "[>] " + l.Name
		return text, console.Bold(text)
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
		if used > 0 && used+cell > width()-6 {
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

// List names every lab of every chapter.
func List(p *course.Progress, here course.Lab) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s   %d of %d solved\n", console.Bold("racelab"), p.Count(course.Labs), len(course.Labs))
	for _, c := range course.Chapters {
		if labs := c.Labs(); len(labs) > 0 {
			fmt.Fprintf(&b, "\n%s\n%s", heading(c), titles(labs, p, here.Name))
		}
	}
	return b.String() + "\n"
}

// Chapter is the introduction to a chapter, and its labs.
func Chapter(c course.Chapter, p *course.Progress, here course.Lab) string {
	text := heading(c) + "\n\n" + strings.Join(markdown.Lines([]byte(c.Introduction()), width()-1), "\n") + "\n"
	labs := c.Labs()
	if len(labs) == 0 {
		return text + "\nIts labs are still being written.\n"
	}
	return text + "\n" + titles(labs, p, here.Name) + "\n"
}

// Title is the name of a lab, and its title.
func Title(l course.Lab) string {
	if text := l.Name + " — " + l.Title; console.Cells(text) <= width() {
		return console.Bold(l.Name) + " — " + l.Title + "\n"
	}
	return console.Bold(l.Name) + "\n" + console.Indent(console.Wrap(l.Title, width()-4), "    ")
}

func heading(c course.Chapter) string {
	return console.Bold(fmt.Sprintf("%d · %s", c.Number, c.Title))
}

const titleAt = 20 // behind the longest name

// titles lists labs one to a line, each with its title.
func titles(labs []course.Lab, p *course.Progress, here string) string {
	var b strings.Builder
	for _, l := range labs {
		text, shown := mark(l, p, here)
		title := strings.Join(console.Wrap(l.Title, width()-titleAt), "\n"+strings.Repeat(" ", titleAt))
		fmt.Fprintf(&b, "  %s%s%s\n", shown, strings.Repeat(" ", max(1, titleAt-2-len(text))), title)
	}
	return b.String()
}
