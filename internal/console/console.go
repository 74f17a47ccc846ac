// Package console is the terminal: its keys, its size, its colours, and text
// that fits it.
//
// It knows nothing of the course and imports nothing of this module.
package console

import (
	"io"
	"os"
	"strings"

	"github.com/fatih/color"
	"github.com/mattn/go-isatty"
	"golang.org/x/term"
)

// Styles for words that a reader looks for first. They are plain where colour is
// not wanted: see package color.
var (
	Good = color.New(color.FgGreen, color.Bold).SprintFunc()
	Bad  = color.New(color.FgRed, color.Bold).SprintFunc()
	Bold = color.New(color.Bold).SprintFunc()
	Dim  = color.New(color.Faint).SprintFunc()
)

// WithoutColour makes all styles plain from now on.
func WithoutColour() { color.NoColor = true }

// IsTerminal reports whether w is a screen that understands control sequences.
func IsTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && os.Getenv("TERM") != "dumb" && isatty.IsTerminal(f.Fd())
}

// Widest is how many cells a line has at most: what is longer is hard to read.
const Widest = 100

// Width is how many cells a line of the screen has, but no more than Widest.
func Width() int {
	width, _, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil || width <= 0 {
		return Widest
	}
	return min(width, Widest)
}

// Prose is how many cells a line of running text has, behind an indentation.
func Prose(indent int) int { return max(min(Width(), widestProse)-1, narrowest) - indent }

// What is longer than the one is hard to read, and no screen is narrower than the
// other.
const (
	widestProse = 80
	narrowest   = 30
)

// Height is how many lines fit on the screen, or 0 if there is no end to it, as
// in a pipe.
func Height() int {
	_, height, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil || height <= 0 {
		return 0
	}
	return height
}

// WantASCII reports whether the locale, by the environment, has no room for
// other characters. Without one, as on Windows, it has.
func WantASCII() bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := strings.ToUpper(os.Getenv(name)); locale != "" {
			return !strings.Contains(locale, "UTF-8") && !strings.Contains(locale, "UTF8")
		}
	}
	return false
}
