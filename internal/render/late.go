package render

import (
	"fmt"
	"strings"
	"time"

	"racelab/internal/trace"
)

// mostLate is how many of those for whom time must not wait are told.
const mostLate = 3

// late says who must be slower than a timer for f to happen.
func late(f *trace.Failure, n names) string {
	if len(f.Late) == 0 {
		return ""
	}
	return "this needs " + losing(f.Late, n) + ": a goroutine may always be slower than a timer"
}

// losing says who must lose how much time.
func losing(list []trace.Late, n names) string {
	var who []string
	for _, l := range list[:min(mostLate, len(list))] {
		lost := fmt.Sprintf("%s to lose %v", n.of(l.Task), time.Duration(l.Lost))
		if place := at(l.Where); place != "" { // a library's goroutine may have none in the program
			lost += " at " + place
		}
		who = append(who, lost)
	}
	if more := len(list) - len(who); more > 0 {
		who = append(who, fmt.Sprintf("%d more to lose time", more))
	}
	return strings.Join(who, ", and ")
}
