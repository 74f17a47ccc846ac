package child

import (
	"io"
	"os"
	"strings"

	"racelab/internal/sim/std/testing"
)

// mostPrinted is how much is kept of what a failing execution prints, from its end.
const mostPrinted = 4 << 10

// printed calls run, which records an execution, and returns what the program
// prints meanwhile, and what the test logs. Where there is no place to keep that,
// it goes where it always goes.
func printed(run func()) string {
	file, err := os.CreateTemp("", "racelab-printed-*")
	if err != nil {
		run()
		return testing.SimOutput()
	}
	out, errs := os.Stdout, os.Stderr
	os.Stdout, os.Stderr = file, file
	defer func() {
		os.Stdout, os.Stderr = out, errs
		_ = file.Close()
		_ = os.Remove(file.Name())
	}()
	run()
	_, _ = file.Seek(0, io.SeekStart)
	text, _ := io.ReadAll(file) // without it, the report is as good
	return lastLines(string(text)+testing.SimOutput(), mostPrinted)
}

// lastLines keeps whole lines from the end of a text.
func lastLines(text string, most int) string {
	if len(text) <= most {
		return text
	}
	text = text[len(text)-most:]
	_, text, _ = strings.Cut(text, "\n")
	return "…\n" + text
}
