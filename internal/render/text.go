package render

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// clean makes s fit for one line of a terminal. Programs under test choose
// their own strings, so control characters must not reach the terminal.
func clean(s string) string {
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

// cells is the room that s takes in a terminal: two cells for a wide character.
func cells(s string) int { return uniseg.StringWidth(s) }

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-cells(s)))
}

// cut shortens s to at most width cells, the last of them dots.
func cut(s string, width int, dots string) string {
	if cells(s) <= width {
		return s
	}
	var b strings.Builder
	room := width - cells(dots)
	for g := uniseg.NewGraphemes(s); g.Next() && room >= g.Width(); room -= g.Width() {
		b.WriteString(g.Str())
	}
	return strings.TrimRight(b.String(), " ") + dots
}

// cutSource is cut for a line of Go: a trailing comment goes first.
func cutSource(s string, width int, dots string) string {
	if code, _, found := strings.Cut(s, " // "); found && cells(s) > width {
		s = strings.TrimSpace(code)
	}
	return cut(s, width, dots)
}

// wrap breaks text at spaces into lines of at most width cells. A longer word
// is left whole: it may be something to copy.
func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && cells(line)+1+cells(word) > width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimLeft(line+" "+word, " ")
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// count is n and the noun, as in "1 schedule" and "12,000 schedules".
func count(n int, noun string) string {
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if n != 1 {
		noun += "s"
	}
	return digits + " " + noun
}
