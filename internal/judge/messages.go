package judge

import (
	"regexp"
	"slices"
	"strings"

	"racelab/internal/syllabus"
)

var (
	// speaker is a line by which package testing says whose output follows.
	speaker = regexp.MustCompile(`(?:=== (?:RUN|NAME|CONT) +|--- (?:FAIL|PASS|SKIP): )(Test[^\s/]*)`)
	// spoken is the first line of a message of t.Error, t.Fatal or t.Log.
	spoken = regexp.MustCompile(`^\s+\S+\.go:\d+: `)
)

// wrong reports whether a failed test said something that is no sign of a graver
// verdict. It cannot tell t.Log from t.Error, so the tests of a lab do not log;
// of the explorer it knows what it logs.
func wrong(output string, failed []string) bool {
	return slices.ContainsFunc(messages(output, failed), func(text string) bool {
		if strings.Contains(text, "race detected during execution of test") || noFailure.MatchString(text) {
			return false
		}
		if of := explored(text); len(of) > 0 && !slices.Contains(of, syllabus.WrongResult) {
			return false
		}
		for _, s := range signs {
			if s.mark != nil && s.mark.MatchString(text) {
				return false
			}
		}
		return true
	})
}

// messages returns what the given tests said, one text per message.
func messages(output string, tests []string) []string {
	var texts []string
	var test string
	open := false // whether the current line may belong to the last text
	for line := range strings.Lines(output) {
		if m := speaker.FindStringSubmatch(line); m != nil {
			test, open = m[1], false
			continue
		}
		switch {
		case !slices.Contains(tests, test):
			open = false
		case spoken.MatchString(line):
			texts, open = append(texts, line), true
		case open && strings.HasPrefix(line, "        "):
			texts[len(texts)-1] += line
		default:
			open = false
		}
	}
	return texts
}
