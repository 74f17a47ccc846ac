package render

import (
	"cmp"
	"slices"
	"strings"

	"racelab/internal/trace"
)

// circleOf lists the tasks that wait for each other in a circle, beginning
// with the first in waits that belongs to it; empty if there is none.
func circleOf(waits []trace.Stuck) []int {
	next := map[int]int{}
	for _, w := range waits {
		if w.Holder >= 0 {
			next[w.Task] = w.Holder
		}
	}
	for _, w := range waits {
		path := []int{w.Task}
		for at, waiting := next[w.Task]; waiting && len(path) <= len(waits); at, waiting = next[at] {
			if at == w.Task {
				return path
			}
			path = append(path, at)
		}
	}
	return nil
}

// waitLines say who waits for whom. Of a circle, that is all there is to say:
// the others wait for those in it.
func waitLines(f *trace.Failure, n names, s signs) []string {
	circle := circleOf(f.Waits)
	var inside, outside, round []string
	for _, w := range f.Waits {
		line := n.of(w.Task) + " waits for " + waitsFor(w, n)
		if w.Holder < 0 && w.Where.File != "" {
			line += ", at " + at(w.Where)
		}
		if slices.Contains(circle, w.Task) {
			inside = append(inside, line)
		} else {
			outside = append(outside, line)
		}
	}
	for _, t := range circle {
		round = append(round, n.of(t))
	}
	switch {
	case len(circle) == 1:
		return append(inside, "a circle of one: "+round[0]+" waits for itself")
	case len(circle) > 1:
		return append(inside, "a circle: "+strings.Join(append(round, round[0]), " "+s.arrow+" "))
	}
	return outside
}

// waitsFor says for what somebody waits, and who has it.
func waitsFor(w trace.Stuck, n names) string {
	words := n.sentence(w.For)
	switch {
	case w.Holder == w.Task:
		return cmp.Or(w.Name, words) + ", which it took itself" + taken(w)
	case w.Behind:
		return cmp.Or(w.Name, words) + ", behind " + n.of(w.Holder) + ", who has asked for it" + taken(w)
	case w.Holder >= 0:
		return cmp.Or(w.Name, words) + ", taken by " + n.of(w.Holder) + taken(w)
	case isJoin(w):
		return cmp.Or(w.Name, "a wait group") + " to be done"
	case w.Name == "", strings.Contains(words, "channel"):
		return words
	case strings.HasPrefix(w.For, trace.ForValue):
		return words + " from " + w.Name
	case strings.HasPrefix(w.For, trace.ForTaker):
		return words + " on " + w.Name
	}
	return w.Name + " (" + words + ")"
}

func taken(w trace.Stuck) string {
	if w.Taken.File == "" {
		return ""
	}
	return " at " + at(w.Taken)
}

// isJoin reports whether a wait is one for a wait group.
func isJoin(w trace.Stuck) bool { return w.For == trace.ForWaitGroup }
