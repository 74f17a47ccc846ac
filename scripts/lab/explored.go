package main

import (
	"regexp"
	"strings"
)

var (
	exploredHead = regexp.MustCompile(`^        FAIL  (\S+)  failed`)
	sectionStart = regexp.MustCompile(`^(\w+)\s+\S`)
)

// An explanation is what the explorer said of one failing test.
type explanation struct {
	test  string
	says  []string // what the test's own checks said
	lines []string // all else: cause, table, waits, race …
}

// explained finds the first explanation in the tests' output. The others mostly
// tell the same story of another scene.
func explained(output string) (e explanation, ok bool) {
	inside, section := false, ""
	for line := range strings.Lines(output) {
		line = strings.TrimRight(line, "\r\n")
		if m := exploredHead.FindStringSubmatch(line); m != nil {
			e.test, inside = m[1], true
			continue
		}
		if !inside {
			continue
		}
		text, within := strings.CutPrefix(line, "        ")
		if !within {
			break
		}
		if m := sectionStart.FindStringSubmatch(text); m != nil {
			section = m[1]
		}
		if text == "" {
			section = ""
		}
		if section == "says" {
			e.says = append(e.says, strings.TrimSpace(strings.TrimPrefix(text, "says")))
			continue
		}
		e.lines = append(e.lines, text)
	}
	e.lines = trimBlank(e.lines)
	return e, len(e.lines) > 0
}

func trimBlank(lines []string) []string {
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}
