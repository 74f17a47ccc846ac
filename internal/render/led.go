package render

import (
	"cmp"
	"fmt"

	"racelab/internal/console"
)

// The words for what led a goroutine to where it was.

func joinedWords(s sentence) string {
	what := ""
	if len(s.Tasks) > 1 {
		what = " for what " + s.task(1) + " " + cmp.Or(s.Ops[1].Use().Did, "gave") + s.at(" at ", 1)
	}
	return "that " + s.task(0) + " waited" + s.at(" at ", 0) + inBrackets(s.name(0)) + " before" + what + " does not keep it from that"
}

func cameByWords(s sentence) string {
	way := s.task(0) + " came there by"
	for i := range s.Places {
		way += s.at([]string{" the call at ", ", that by the one at "}[min(i, 1)], i)
	}
	return way
}

func roundWords(s sentence) string {
	return fmt.Sprintf("%s came there %s, in the loop%s", s.task(0), console.Count(s.Count, "time"), s.at(" at ", 0))
}

func gaveBackWords(s sentence) string {
	return fmt.Sprintf("%s holds %s%s; %s has unlocked it by then%s", s.task(0), s.object("a lock", 0), s.at(", taken at ", 0)+s.from(0), s.task(1), s.at(", at ", 1)+s.from(1))
}
