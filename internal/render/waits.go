package render

import (
	"cmp"
	"slices"
	"strings"

	"racelab/internal/console"
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

// waitsFor says for what a goroutine waits, and which one has it.
func waitsFor(w trace.Stuck, n names) string {
	lock := console.Clean(cmp.Or(w.Name, "a lock"))
	switch {
	case w.Holder >= 0 && w.Holder == w.Task:
		return lock + ", which it took itself" + taken(w)
	case w.Behind:
		return lock + ", behind " + n.of(w.Holder) + ", which has asked for it" + taken(w)
	case w.Holder >= 0:
		return lock + ", taken by " + n.of(w.Holder) + taken(w)
	}
	return waitWords(w.For, console.Clean(w.Name))
}

// waitWords say for what a goroutine waits; name is what the source calls it.
func waitWords(w trace.Wait, name string) string {
	of := func(link, otherwise string) string {
		if name == "" {
			return otherwise
		}
		return link + name
	}
	switch w.Kind {
	case trace.WaitLock:
		return of("", "a lock")
	case trace.WaitReaders:
		return "the readers of " + of("", "a lock")
	case trace.WaitGroup:
		return of("", "a wait group") + " to be done"
	case trace.WaitSignal:
		return "a signal" + of(" of ", "")
	case trace.WaitSend:
		return "another goroutine to take what it sends" + channel(w, of(" on ", ""))
	case trace.WaitReceive:
		return "a value" + channel(w, of(" from ", ""))
	case trace.WaitSubtest:
		return "the subtest " + w.Of
	case trace.WaitParent:
		return "the end of " + w.Of
	case trace.WaitChange:
		return "a change of " + of("", "what its loop reads")
	case trace.WaitSelect:
		return "one of the cases of its select" + inBrackets(name)
	case trace.WaitTurn:
		return "its turn to " + string(w.Op) + of(" ", "")
	}
	return otherWaits[w.Kind]
}

var otherWaits = map[trace.WaitKind]string{
	trace.WaitNothing:   "nothing: select {} never ends",
	trace.WaitCancel:    "the end of a cancellation",
	trace.WaitSleep:     "the end of its sleep",
	trace.WaitParallels: "its parallel subtests",
}

// channel says on which channel, and what is special about it.
func channel(w trace.Wait, name string) string {
	switch {
	case w.Nil:
		return name + " on a nil channel, for ever"
	case w.Unseen:
		return name + " on a channel that a library made"
	}
	return name
}

func taken(w trace.Stuck) string {
	if w.Taken.File == "" {
		return ""
	}
	return " at " + at(w.Taken)
}

// forSubtests reports whether a wait is one of a test for its subtests, or of these
// for the test.
func forSubtests(w trace.Stuck) bool {
	switch w.For.Kind {
	case trace.WaitSubtest, trace.WaitParent, trace.WaitParallels:
		return true
	}
	return false
}

// isJoin reports whether a wait is one for a wait group.
func isJoin(w trace.Stuck) bool { return w.For.Kind == trace.WaitGroup }
