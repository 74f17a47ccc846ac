package render

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatih/color"

	"racelab/internal/console"
)

// A table shows a column for each goroutine and, to the right of them, where
// the step is, the line of source, and what it read or wrote.
//
// Columns are as wide as the names of the goroutines while that leaves enough
// room for the source. If not, they are one cell wide and the names stand
// above them in steps, each on a line of its own.
type table struct {
	rows   []row
	lanes  []int // tasks, in the order of the columns
	names  names
	signs  signs
	narrow bool
	width  int
	place  int // width of the column FILE:LINE
	room   int // for source and words
	bold   style
	dim    style
	alarm  style
}

const (
	numberWidth = 4  // " 12 "
	enoughRoom  = 44 // most lines of Go that matter fit
)

func newTable(rows []row, n names, opt Options) *table {
	t := &table{
		rows: rows, names: n, signs: opt.signs(), width: opt.Width,
		bold: opt.style(color.Bold), dim: opt.style(color.Faint), alarm: opt.style(color.FgRed, color.Bold),
	}
	longest := 0
	for _, r := range rows {
		if r.isBanner() || r.clock {
			continue
		}
		if !slices.Contains(t.lanes, r.task) {
			t.lanes = append(t.lanes, r.task)
		}
		t.place = max(t.place, console.Cells(t.at(r)))
		longest = max(longest, console.Cells(r.source()))
	}
	slices.Sort(t.lanes)
	t.measure()
	if t.room < min(longest, enoughRoom) || t.crowded() {
		t.narrow = true
		t.measure()
	}
	return t
}

func (t *table) measure() { t.room = t.width - numberWidth - t.lanesWidth() - t.place - 2 }

// crowded reports whether words do not fit beside a source of usual length, or
// not in one column.
func (t *table) crowded() bool {
	for _, r := range t.rows {
		s, w, room := console.Cells(r.source()), console.Cells(t.words(r)), t.room
		if r.isBanner() {
			room += t.place + 2
		}
		if !r.clock && w > 0 && s <= enoughRoom && s+2+w > room {
			return true
		}
	}
	source, words := t.inline()
	return source+2+words > t.room
}

// at is where the row is; of a very long file name, the end.
func (t *table) at(r row) string {
	where, most := at(r.where), t.width*3/10
	if console.Cells(where) <= most {
		return where
	}
	for console.Cells(where) > most-console.Cells(t.signs.dots) {
		_, first := utf8.DecodeRuneInString(where)
		where = where[first:]
	}
	return t.signs.dots + where
}

func (t *table) lanesWidth() int { return console.Cells(t.lane(nil, "")) }

// lane draws the columns of one line: a sign for each task that has one.
func (t *table) lane(sign map[int]string, empty string) string {
	var b strings.Builder
	for _, task := range t.lanes {
		mark := sign[task]
		if t.narrow {
			if mark == "" {
				mark = t.signs.bar
			}
			b.WriteString(mark + " ")
			continue
		}
		if mark == "" {
			mark = empty
		}
		b.WriteString(pad(mark, console.Cells(t.names.of(task))) + " " + t.signs.bar + " ")
	}
	if t.narrow {
		b.WriteString(" ")
	}
	return b.String()
}

// lines are the table, without trailing spaces.
func (t *table) lines() []string {
	lines := t.header()
	source := t.sourceWidth()
	for _, r := range t.rows {
		lines = append(lines, t.rowLines(r, source)...)
	}
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}

func (t *table) header() []string {
	var lines []string
	if t.narrow {
		for i, task := range t.lanes {
			lines = append(lines, strings.Repeat(" ", numberWidth)+strings.Repeat(t.signs.bar+" ", i)+t.bold(t.names.of(task)))
		}
		return lines
	}
	names := strings.Repeat(" ", numberWidth)
	rule := strings.Repeat(t.signs.rule, numberWidth)
	for _, task := range t.lanes {
		name := t.names.of(task)
		names += t.bold(name) + " " + t.signs.bar + " "
		rule += strings.Repeat(t.signs.rule, console.Cells(name)+1) + t.signs.cross + t.signs.rule
	}
	return []string{names, rule + strings.Repeat(t.signs.rule, t.place)}
}

// rowLines is one line, or several if the words do not fit behind the source.
func (t *table) rowLines(r row, sourceWidth int) []string {
	start := strings.Repeat(" ", numberWidth)
	blank := start + t.lane(nil, "") + strings.Repeat(" ", t.place+2)
	if r.repeats > 0 {
		start = pad(strings.Repeat(" ", numberWidth-2)+r.sign, numberWidth)
	}
	if r.number > 0 {
		start = fmt.Sprintf("%*d ", numberWidth-1, r.number)
	}
	start += t.lane(t.marks(r), "")
	if r.isBanner() {
		return []string{start + t.banner(r)}
	}
	if r.clock {
		start += t.dim(t.clockText(r))
		return []string{start}
	}
	start += pad(t.at(r), t.place) + "  "
	source, words := cutSource(r.source(), t.room, t.signs.dots), t.words(r)
	switch {
	case words == "":
		return []string{start + t.tint(r, source)}
	case max(console.Cells(source), sourceWidth)+2+console.Cells(words) <= t.room:
		return []string{start + t.tint(r, pad(source, sourceWidth)+"  "+words)}
	case console.Cells(source)+2+console.Cells(words) <= t.room:
		return []string{start + t.tint(r, source+"  "+words)}
	}
	lines := []string{start + t.tint(r, source)}
	for _, line := range t.below(words) {
		lines = append(lines, blank+t.tint(r, "  "+line))
	}
	return lines
}

// mostBelow is how many lines the words of a row take below its source.
const mostBelow = 3

// below wraps words; of very many the end goes.
func (t *table) below(words string) []string {
	if console.Cells(words) <= t.room-2 {
		return []string{words}
	}
	lines := console.Wrap(words, t.room-2)
	if len(lines) > mostBelow {
		rest := strings.Join(lines[mostBelow-1:], " ")
		lines = append(lines[:mostBelow-1], console.Cut(rest, t.room-2, t.signs.dots))
	}
	for i := range lines {
		lines[i] = console.Cut(lines[i], t.room-2, t.signs.dots)
	}
	return lines
}

func (t *table) banner(r row) string {
	text := r.banner
	if r.fatal {
		words := "  " + t.words(r)
		return t.alarm(console.Cut(text, t.place+2+t.room-console.Cells(words), t.signs.dots) + words)
	}
	return t.dim(console.Cut(text, t.place+2+t.room, t.signs.dots))
}

func (t *table) tint(r row, text string) string {
	if r.fatal {
		return t.alarm(text)
	}
	return text
}

func (t *table) clockText(r row) string {
	text := r.source()
	if note := r.words(t.names, t.signs.dots); note != "" {
		text += ", " + note
	}
	return console.Cut(text, t.place+2+t.room, t.signs.dots)
}

// words are what stands to the right of the source.
func (t *table) words(r row) string {
	var parts []string
	if said := r.words(t.names, t.signs.dots); said != "" {
		parts = append(parts, t.signs.arrow+" "+said)
	}
	if r.fatal {
		parts = append(parts, t.signs.fatal+" here")
	}
	return strings.Join(parts, "  ")
}

// sourceWidth is where the words start: behind the longest source, or so far to
// the left that all words fit. A longer source pushes its own words away.
func (t *table) sourceWidth() int {
	source, words := t.inline()
	return min(source, t.room-2-words)
}

// inline returns the widths of the longest source and of the longest words
// among the rows that fit on one line.
func (t *table) inline() (source, words int) {
	for _, r := range t.rows {
		s, w := console.Cells(r.source()), console.Cells(t.words(r))
		if !r.isBanner() && !r.clock && w > 0 && s+2+w <= t.room {
			source, words = max(source, s), max(words, w)
		}
	}
	return source, words
}

func (t *table) marks(r row) map[int]string {
	marks := map[int]string{}
	for _, task := range r.moved {
		marks[task] = t.signs.gap
	}
	switch {
	case r.isBanner(), r.clock:
	case r.fatal:
		marks[r.task] = t.signs.fatal
	case r.waits:
		marks[r.task] = t.signs.waits
	default:
		marks[r.task] = t.signs.step
	}
	return marks
}
