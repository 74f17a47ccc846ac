package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// The longest quotation from the tests' output; what goes beyond it is one
// `run -v` away.
const (
	maxPlaces   = 4
	maxMessages = 12
)

var (
	raceAccess  = regexp.MustCompile(`(?i)^\s*(previous )?(atomic )?(read|write) (at|of size)`)
	raceOther   = regexp.MustCompile(`^\s*(Goroutine \d+ |==================)`)
	testMessage = regexp.MustCompile(`^\s+[\w.]+\.go:\d+: ?(.*)$`)
	failedTest  = regexp.MustCompile(`--- FAIL: (Test\S*)`)
	crashed     = regexp.MustCompile(`(?m)^panic: |^fatal error: |^goleak: `)
	leftBehind  = regexp.MustCompile(`Goroutine \d+ in state ([^,\]]+), with (\S+) on top`)
	testifyPart = regexp.MustCompile(`^\s*(Error Trace|Error|Test|Messages):\s*(.*)$`)
)

// places lists the lines of the lab's own file that output speaks of, in
// order. When there is a race report, they are the lines of its first report
// that touched the memory, since those that only started goroutines mislead.
func places(lab, output string) []string {
	lines := strings.Split(output, "\n")
	if found := distinctPlaces(lab, firstRaceAccesses(lab, lines)); len(found) > 0 {
		return found
	}
	if found := distinctPlaces(lab, strings.Split(firstFailure(output), "\n")); len(found) > 0 {
		return found
	}
	return distinctPlaces(lab, lines)
}

func distinctPlaces(lab string, lines []string) []string {
	own := ownFile(lab)
	var found []string
	for _, line := range lines {
		for _, m := range own.FindAllStringSubmatch(line, -1) {
			place := fmt.Sprintf("%s:%s", filepath.ToSlash(labFile(lab)), m[1])
			if len(found) < maxPlaces && !slices.Contains(found, place) {
				found = append(found, place)
			}
		}
	}
	return found
}

func ownFile(lab string) *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[/\\\s("])` + regexp.QuoteMeta(lab) + `\.go:(\d+)`)
}

// anyCopy matches the path of any file with the name of the lab's own.
func anyCopy(lab string) *regexp.Regexp {
	return regexp.MustCompile(`\S*[/\\]` + regexp.QuoteMeta(lab) + `\.go:`)
}

// firstRaceAccesses returns the innermost line in the lab's file of each of
// the two accesses in the first race report.
func firstRaceAccesses(lab string, lines []string) []string {
	own := ownFile(lab)
	var found []string
	inReport, inAccess := false, false
	for _, line := range lines {
		switch {
		case strings.Contains(line, "WARNING: DATA RACE"):
			if inReport {
				return found
			}
			inReport = true
		case !inReport:
		case raceOther.MatchString(line):
			inAccess = false
		case raceAccess.MatchString(line):
			inAccess = true
		case inAccess && own.MatchString(line):
			found, inAccess = append(found, line), false
		}
	}
	return found
}

// messages quotes what the first failed test that spoke said.
func messages(output string) []string {
	said := messagesOf(firstFailure(output))
	if len(said) > maxMessages {
		said = append(said[:maxMessages], "…")
	}
	return said
}

// firstFailure is the part of output that belongs to the first failed test, or
// subtest, that said something; without one it is empty. One failure is enough
// to start from, and the others mostly say the same of another scene.
func firstFailure(output string) string {
	failed := map[string]bool{}
	for _, m := range failedTest.FindAllStringSubmatch(output, -1) {
		failed[m[1]] = true
	}
	for _, part := range strings.Split(output, "=== RUN   ") {
		name, _, _ := strings.Cut(part, "\n")
		// A passing test may have logged something.
		if (failed[strings.TrimSpace(name)] || crashed.MatchString(part)) && len(messagesOf(part)) > 0 {
			return part
		}
	}
	return ""
}

// messagesOf takes away the frame that the testing package and testify put
// round a message.
func messagesOf(part string) []string {
	var said []string
	inside, skip := false, false
	for _, line := range strings.Split(part, "\n") {
		text := strings.TrimSpace(line)
		if m := testMessage.FindStringSubmatch(line); m != nil {
			inside, skip, text = true, false, m[1]
		} else if m := leftBehind.FindStringSubmatch(line); m != nil {
			said, inside = keep(said, fmt.Sprintf("left behind: a goroutine in %s (%s)", m[2], m[1])), false
			continue
		} else if strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ") {
			said, inside = keep(said, text), false
			continue
		} else if !strings.HasPrefix(line, "        ") {
			inside = false
		}
		if m := testifyPart.FindStringSubmatch(text); inside && m != nil {
			skip, text = m[1] == "Error Trace" || m[1] == "Test", m[2]
		}
		// testify's diff repeats the values that stand right above it.
		skip = skip || text == "Diff:"
		if inside && !skip {
			said = keep(said, text)
		}
	}
	return said
}

// keep adds a line that says something new.
func keep(said []string, line string) []string {
	switch {
	case line == "", slices.Contains(said, line),
		strings.HasPrefix(line, "race detected during execution"),     // the verdict says so
		strings.HasPrefix(strings.ToLower(line), "next: go tool lab"): // so does the end of the answer
		return said
	}
	return append(said, line)
}

// wrap breaks text into lines of at most width runes, at spaces.
func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
