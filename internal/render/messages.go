package render

import (
	"regexp"
	"slices"
	"strings"

	"racelab/internal/console"
)

// bare are testify's words where they say nothing without the test's own.
var bare = []string{"Not equal:", "Should be true", "Should be false"}

const maxMessageLines = 8

var (
	testifyPart = regexp.MustCompile(`^\s*(Error Trace|Error|Test|Messages):\s*(.*)$`)
	wanted      = regexp.MustCompile(`^expected\s*: ?(.*)$`)
	gotten      = regexp.MustCompile(`^actual\s*: ?(.*)$`)
)

// said is what the messages of a test say, a line each: without the frame that
// testify puts round them, its diff (the values stand right above it) and what
// was said before.
func said(messages []string) []string {
	var lines []string
	for _, m := range messages {
		lines = append(lines, unframe(m)...)
	}
	lines = joinGotAndWant(lines)
	var kept []string
	for _, line := range lines {
		if !slices.Contains(kept, line) {
			kept = append(kept, line)
		}
	}
	return kept
}

func unframe(message string) []string {
	var lines []string
	skip := false
	for line := range strings.Lines(message) {
		line = strings.TrimRight(line, "\r\n")
		text := console.Clean(line)
		if m := testifyPart.FindStringSubmatch(line); m != nil {
			skip, text = m[1] == "Error Trace" || m[1] == "Test", console.Clean(m[2])
		}
		skip = skip || text == "Diff:"
		if !skip && text != "" {
			lines = append(lines, text)
		}
	}
	return lines
}

// joinGotAndWant makes one line of the three that testify says "not equal" in.
func joinGotAndWant(lines []string) []string {
	var joined []string
	for i := 0; i < len(lines); i++ {
		if i+1 < len(lines) {
			want, got := wanted.FindStringSubmatch(lines[i]), gotten.FindStringSubmatch(lines[i+1])
			if want != nil && got != nil {
				joined = append(joined, "want "+want[1]+", got "+got[1])
				i++
				continue
			}
		}
		if !slices.Contains(bare, lines[i]) {
			joined = append(joined, lines[i])
		}
	}
	return joined
}
