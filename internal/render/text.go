package render

import (
	"strings"

	"racelab/internal/console"
)

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-console.Cells(s)))
}

// cutSource is Cut for a line of Go: a trailing comment goes first.
func cutSource(s string, width int, dots string) string {
	if code, _, found := strings.Cut(s, " // "); found && console.Cells(s) > width {
		s = strings.TrimSpace(code)
	}
	return console.Cut(s, width, dots)
}
