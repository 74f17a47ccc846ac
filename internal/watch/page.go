package watch

import (
	"fmt"
	"strings"

	"racelab/internal/console"
)

// A page is what was shown last. On a screen that is too small for all of it, a key
// turns to its next part.
type page struct {
	lines []string
	at    int // which part is shown
}

func pageOf(text string) page {
	return page{lines: strings.Split(strings.TrimRight(strings.TrimLeft(text, "\n"), " \n"), "\n")}
}

// parts are the lines with which the parts begin, if each has that much room, or the
// first if there is no end to the room. The last part is full, too.
func (p page) parts(room int) []int {
	starts := []int{0}
	for room > 0 {
		from := starts[len(starts)-1]
		n := fitting(p.lines[from:], room)
		if from+n >= len(p.lines) {
			break
		}
		starts = append(starts, from+n)
	}
	if last := len(starts) - 1; last > 0 {
		for starts[last]-1 > starts[last-1] && fitting(p.lines[starts[last]-1:], room) == len(p.lines)-starts[last]+1 {
			starts[last]--
		}
	}
	return starts
}

// fitting is how many of the lines fit, and one at least.
func fitting(lines []string, room int) int {
	for i, line := range lines {
		if room -= console.Rows(line); room < 0 {
			return max(i, 1)
		}
	}
	return len(lines)
}

// room is how many rows a page has between the title and the menu, or 0 if there is no
// end to them.
func (w *watch) room() int {
	height := console.Height()
	if height == 0 || !w.Keyboard.Single {
		return 0
	}
	around := strings.Split(w.title()+"\n"+w.menu(9)+"\n", "\n")
	return max(height-len(around)-1, 3)
}

// show puts a text on the screen, its beginning if it is too long, and below it what
// can be done next.
func (w *watch) show(text string) {
	w.page = pageOf(text)
	w.draw()
}

// showEnd is show for what has its point at the end; the rest of it is above, in the
// terminal's history.
func (w *watch) showEnd(text string) {
	w.page = pageOf(text)
	parts := w.page.parts(w.room())
	w.page.at = len(parts) - 1
	w.put(w.page.lines, len(parts))
}

// draw shows the part of the page at which the reader is.
func (w *watch) draw() {
	room := w.room()
	parts := w.page.parts(room)
	w.page.at %= len(parts)
	rest := w.page.lines[parts[w.page.at]:]
	if room > 0 {
		rest = rest[:fitting(rest, room)]
	}
	w.put(rest, len(parts))
}

// turn goes to the next part, and from the last to the first.
func (w *watch) turn() {
	w.page.at++
	w.draw()
}

func (w *watch) put(lines []string, parts int) {
	if w.pick != nil {
		return // it is shown when the choice is made
	}
	w.clear()
	w.printf("%s\n%s\n\n%s\n", w.title(), strings.Join(lines, "\n"), w.menu(parts))
}

// more is the menu's word for the next part.
func (w *watch) more(parts int) string {
	return fmt.Sprintf("more (%d of %d)", w.page.at%parts+1, parts)
}
