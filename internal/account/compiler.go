package account

import (
	"fmt"
	"regexp"
	"strings"

	"racelab/internal/console"
)

// maxTestLines is how many errors are shown that are in the tests: one change of what
// the tests call can be the reason for all of them.
const maxTestLines = 3

// ofTheTests matches an error in a copy of the tests, wherever that is.
var ofTheTests = regexp.MustCompile(`^\S*?([^/\\\s]+_test\.go:\d+:\d+: .*)$`)

// compilerSays is output without what is no use to a reader: the names of packages,
// the places of copies, the same trouble again and again.
func compilerSays(output string) (lines []string) {
	left := 0
	for _, line := range strings.Split(strings.TrimSpace(output), "\n") {
		if strings.HasPrefix(line, "# ") || line == "FAIL" || strings.HasPrefix(line, "FAIL\t") {
			continue
		}
		if m := ofTheTests.FindStringSubmatch(line); m != nil {
			line = m[1]
			if left++; left > maxTestLines {
				continue
			}
		}
		lines = append(lines, fitting(line)...)
	}
	if left > maxTestLines {
		lines = append(lines, fmt.Sprintf("… and %d more in the tests", left-maxTestLines))
	}
	return lines
}

// advice says what to do about an error that says it too briefly. Its words are the
// go command's.
var advice = []struct {
	says *regexp.Regexp
	do   string // of PACKAGE, which is what says has in parentheses, in LAB
}{
	{regexp.MustCompile(`(?:cannot find module providing|no required module provides) package ([^\s:;]+)`),
		"There is no package PACKAGE here. A fix may use the standard library and golang.org/x/sync."},
	{regexp.MustCompile(`package (\S+) is not in std`),
		"There is no package PACKAGE in the standard library. Look at the spelling of the import."},
	{regexp.MustCompile(`found packages|expected 'package'`),
		"The first line of LAB.go that is no comment must be: package LAB"},
	{regexp.MustCompile(`(?m)^\S*_test\.go:\d+:\d+: `),
		"The tests use what LAB.go exports. Leave the exported names as they were, with their parameters and results; change what is behind them."},
}

func advise(lab, output string) []string {
	for _, a := range advice {
		if m := a.says.FindStringSubmatch(output); m != nil {
			return console.Wrap(strings.NewReplacer("PACKAGE", m[len(m)-1], "LAB", lab).Replace(a.do), console.Prose(2))
		}
	}
	return nil
}
