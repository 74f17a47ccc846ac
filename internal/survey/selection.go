package survey

import (
	"regexp"
	"strings"

	"racelab/internal/command"
)

// A Selection chooses tests by name.
type Selection struct {
	text    string
	names   *regexp.Regexp
	subtest string // of those, if not all
}

// Select takes an expression as go test -run does, but that what follows a slash is
// the name of one subtest, as go test prints it.
func Select(text string) (*Selection, error) {
	s := &Selection{text: text}
	names, subtest, _ := strings.Cut(text, "/")
	var err error
	if s.names, err = regexp.Compile(names); err != nil {
		return nil, command.Usagef("-run: %v; give a regular expression", err)
	}
	s.subtest = strings.TrimSuffix(strings.TrimPrefix(subtest, "^"), "$")
	return s, nil
}

// Has reports whether a test is chosen; nil chooses all.
func (s *Selection) Has(test string) bool { return s == nil || s.names.MatchString(test) }

func (s *Selection) of(tests []string) (chosen []string) {
	for _, name := range tests {
		if s.Has(name) {
			if s.subtest != "" {
				name += "/" + s.subtest
			}
			chosen = append(chosen, name)
		}
	}
	return chosen
}
