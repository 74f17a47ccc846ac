package main

import (
	"io"
	"os"

	"racelab/internal/render"

	"github.com/mattn/go-isatty"
	"golang.org/x/term"
)

// isTerminal reports whether w is a screen that understands control sequences.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && os.Getenv("TERM") != "dumb" && isatty.IsTerminal(f.Fd())
}

// screenWidth is how many cells a line has, but no more than is easy to read.
func screenWidth() int {
	width, _, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil || width <= 0 {
		return render.DefaultWidth
	}
	return min(width, render.DefaultWidth)
}

// screenHeight is how many lines fit on the screen, or 0 if there is no end to
// it, as in a pipe.
func screenHeight() int {
	_, height, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil || height <= 0 {
		return 0
	}
	return height
}
