package course

import (
	"fmt"
	"regexp"
	"strings"
)

var hintHeading = regexp.MustCompile(`(?m)^## Hint \d+[^\n]*$`)

// Hints are a lab's, from where to look to what to do: the sections of its
// hints.md.
func (c Checkout) Hints(l Lab) ([]string, error) {
	file := l.spoiler("hints.md")
	text, err := c.Read(file, "restore the file from git")
	if err != nil {
		return nil, err
	}
	parts := hintHeading.Split(text, -1)[1:]
	if len(parts) == 0 {
		return nil, fmt.Errorf("%s has no section \"## Hint 1\"\nhint: restore the file from git", file)
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts, nil
}
