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
	listOpens   = regexp.MustCompile(`^\(\[\].*\) \(len=\d+.*\) \{$`)
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

// unframe is one message without its frame: the test's own sentence first, and then what
// testify says.
func unframe(message string) []string {
	var own, lines []string
	skip, sentence := false, false
	for line := range strings.Lines(message) {
		line = strings.TrimRight(line, "\r\n")
		text := console.Clean(line)
		if m := testifyPart.FindStringSubmatch(line); m != nil {
			skip, sentence, text = m[1] == "Error Trace" || m[1] == "Test", m[1] == "Messages", console.Clean(m[2])
		}
		skip = skip || text == "Diff:"
		switch {
		case skip || text == "":
		case sentence:
			own = append(own, text)
		default:
			lines = append(lines, text)
		}
	}
	return append(own, joinLists(lines)...)
}

// thrown is the text of a panic: that somebody logs when the test is over comes with what was to be
// logged, in testify's frame.
func thrown(text string) string {
	head, framed, several := strings.Cut(text, "\n")
	if !several || !strings.Contains(framed, "Error Trace:") {
		return text
	}
	return strings.TrimRight(head, " ") + " " + strings.Join(unframe(framed), " ")
}

// joinLists makes one line of each list that testify spells out, and of what it says the
// list is.
func joinLists(lines []string) []string {
	var joined []string
	for i := 0; i < len(lines); i++ {
		last := len(joined) - 1
		if last < 0 || !strings.HasSuffix(joined[last], ":") || !listOpens.MatchString(lines[i]) {
			joined = append(joined, lines[i])
			continue
		}
		end := i + 1 + slices.IndexFunc(lines[i+1:], func(line string) bool { return line == "}" || strings.HasSuffix(line, "{") })
		if end <= i || lines[end] != "}" {
			return append(joined, lines[i:]...) // cut short, or of things that have lines of their own
		}
		joined[last] += " " + strings.TrimSuffix(strings.Join(lines[i+1:end], " "), ",")
		i = end
	}
	return joined
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
