//go:build linux || darwin

package main

import (
	"os"
	"slices"
	"strings"
	"testing"

	"racelab/internal/console"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// On a telephone the terminal would break lines that are too long, inside of words. What is
// one word, as a path or a command to copy, may be longer.
func TestNothingIsWiderThanATelephone(t *testing.T) {
	t.Parallel()
	root, err := findRoot(must(os.Getwd()))
	require.NoError(t, err)
	const width = 40
	for _, words := range []string{"map", "list", "chapter 4", "help", "help run", "help words", "hint -n 1 politebakers", "debrief politebakers -spoil", "version", "cache", "map cakebox"} {
		s := inTerminalOf(t, width, root, "lab", strings.Fields(words)...)
		s.ends(map[bool]int{true: exitUsage}[words == "map cakebox"])
		for line := range strings.Lines(s.shown()) {
			line = strings.TrimRight(line, "\r\n")
			oneWord := slices.ContainsFunc(strings.Fields(line), func(word string) bool { return console.Cells(word) > width/2 })
			command := strings.HasPrefix(line, "next: ")
			assert.True(t, console.Cells(line) <= width || oneWord || command, "%s: %q", words, line)
		}
	}
}
