package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
)

// An access is one of the two sides of a race report.
type access struct {
	access string // "Previous write by goroutine 7"
	place  string // "labs/x/x.go:12"
}

var accessLine = regexp.MustCompile(`^\s*((?:Previous )?(?:atomic |Atomic )?(?:[Rr]ead|[Ww]rite)) at 0x[0-9a-f]+ (by .*):$`)

// raceInTwoLines finds the two accesses of the first race report, each with the
// innermost line of the lab's own file; nil if there is no such report.
func raceInTwoLines(lab, output string) []access {
	_, output, found := strings.Cut(output, "WARNING: DATA RACE")
	if !found {
		return nil
	}
	own := ownFile(lab)
	var sides []access
	for line := range strings.Lines(output) {
		line = strings.TrimRight(line, "\n")
		switch {
		case raceOther.MatchString(line) && len(sides) > 0:
			if len(sides) == 2 && sides[1].place != "" && sides[0].place != "" {
				return sides
			}
			return nil
		case accessLine.MatchString(line):
			m := accessLine.FindStringSubmatch(line)
			sides = append(sides, access{access: m[1] + " " + m[2]})
		case len(sides) > 0 && sides[len(sides)-1].place == "":
			if m := own.FindStringSubmatch(line); m != nil {
				sides[len(sides)-1].place = fmt.Sprintf("%s:%s", filepath.ToSlash(labFile(lab)), m[1])
			}
		}
	}
	return nil
}
