package console

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// Clean makes s fit for one line of a terminal. Programs under test choose
// their own strings, so control characters must not reach the terminal.
func Clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return '?'
		}
		return r
	}, strings.ToValidUTF8(s, "?"))
	return strings.TrimSpace(s)
}

// Cells is the room that s takes in a terminal: two cells for a wide character.
func Cells(s string) int { return uniseg.StringWidth(s) }

var colours = regexp.MustCompile("\x1b\\[[0-9;]*m")

// Rows is how many rows of the screen a line takes, with its colours and tabs.
func Rows(line string) int {
	used := 0
	for i, part := range strings.Split(colours.ReplaceAllString(line, ""), "\t") {
		if i > 0 {
			used += tab - used%tab
		}
		used += Cells(part)
	}
	return max((used+Width()-1)/Width(), 1)
}

const tab = 8

// Cut shortens s to at most width cells, the last of them dots.
func Cut(s string, width int, dots string) string {
	if Cells(s) <= width {
		return s
	}
	var b strings.Builder
	room := width - Cells(dots)
	for g := uniseg.NewGraphemes(s); g.Next() && room >= g.Width(); room -= g.Width() {
		b.WriteString(g.Str())
	}
	return strings.TrimRight(b.String(), " ") + dots
}

// Wrap breaks text at spaces into lines of at most width cells. A name that is longer
// is broken between two of its words, as in TestTwoCakes|InOneBox; whatever else is
// longer is left whole, for it may be something to copy.
func Wrap(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && Cells(line)+1+Cells(word) > width {
			lines, line = append(lines, line), ""
		}
		for at := hump(word, width); line == "" && at > 0; at = hump(word, width) {
			lines, word = append(lines, word[:at]), word[at:]
		}
		line = strings.TrimLeft(line+" "+word, " ")
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// A name is one of Go's, perhaps of a subtest, and what stands around it in a sentence.
var name = regexp.MustCompile(`^[("]*[A-Z][A-Za-z0-9_/]*[)",.:;]*$`)

// hump is the last place at which a name that is longer than width can be broken, or 0
// if there is none.
func hump(word string, width int) int {
	if len(word) <= width || !name.MatchString(word) {
		return 0
	}
	for at := width; at > 0; at-- {
		before, after := rune(word[at-1]), rune(word[at])
		if unicode.IsLower(before) && unicode.IsUpper(after) || before == '/' || before == '_' {
			return at
		}
	}
	return 0
}

var ascii = strings.NewReplacer("·", "-", "—", "-", "–", "-", "…", "...", "×", "x", "“", `"`, "”", `"`, "’", "'")

// Fit replaces the signs that the terminal's locale has no room for.
func Fit(text string) string {
	if !WantASCII() {
		return text
	}
	return ascii.Replace(text)
}

// Next is the line that names the command to go on with, and why, on lines of its own if
// there is no room beside it; every answer ends with one.
func Next(cmd, why string) string {
	next := "next: " + Bold(cmd)
	if line := "next: " + cmd + "   " + why; why == "" || Cells(line) <= Width() {
		return next + strings.TrimRight("   "+Dim(why), " ") + "\n"
	}
	lines := Wrap(why, Prose(6))
	for i := range lines {
		lines[i] = Dim(lines[i])
	}
	return next + "\n" + Indent(lines, "      ")
}

// Indent puts by before each line and a line feed behind it.
func Indent(lines []string, by string) string {
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(strings.TrimRight(by+line, " ") + "\n")
	}
	return b.String()
}

// Hang wraps text behind a head that takes so many cells, and below its own first
// word; on a narrow screen, below the head.
func Hang(head string, cells int, text string) string {
	if Prose(cells) < narrowest {
		return head + "\n" + Indent(Wrap(text, Prose(4)), "    ")
	}
	lines := Wrap(text, Prose(cells))
	return head + strings.TrimLeft(Indent(lines, strings.Repeat(" ", cells)), " ")
}

// Thousands writes 12000 as 12,000.
func Thousands(n int) string {
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// Count is n and the noun, as in "1 schedule" and "12,000 schedules".
func Count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return Thousands(n) + " " + noun
}

// ColourDiff colours the lines of a unified diff.
func ColourDiff(text string) string {
	lines := strings.SplitAfter(text, "\n")
	for i, line := range lines {
		body := strings.TrimSuffix(line, "\n")
		tail := line[len(body):]
		switch {
		case strings.HasPrefix(line, "+++"), strings.HasPrefix(line, "---"):
			lines[i] = Bold(body) + tail
		case strings.HasPrefix(line, "+"):
			lines[i] = Good(body) + tail
		case strings.HasPrefix(line, "-"):
			lines[i] = Bad(body) + tail
		}
	}
	return strings.Join(lines, "")
}
