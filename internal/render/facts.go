package render

import (
	"fmt"
	"strings"

	"racelab/internal/console"
	"racelab/internal/trace"
)

// facts words what is said of a step or an object: %s is the tasks or the text,
// %d the numbers.
var facts = map[trace.FactKind]string{
	trace.FactWaits:         "waits",
	trace.FactAwaitsReaders: "waits for the readers",
	trace.FactFirstWriter:   "first of the writers",
	trace.FactNotReady:      "nothing is ready",
	trace.FactChosen:        "one of %d that were ready",
	trace.FactTaken:         "goes on here",
	trace.FactUnheard:       "no goroutine waits",
	trace.FactAlreadyDone:   "already done",
	trace.FactDone:          "done",
	trace.FactSwapFailed:    "compare-and-swap failed",
	trace.FactRandom:        "random numbers",
	trace.FactCalls:         "%s",
	trace.FactGives:         "returned %s",
	trace.FactTestEnds:      "the test %s ends",
	trace.FactParallel:      "is parallel: waits until %s has come to its end",
	trace.FactLetsGo:        "its parallel subtests go on",
	trace.FactSettled:       "no other goroutine can go on",
	trace.FactBubbleEnds:    "the bubble ends",
	trace.FactUnordered:     "nothing orders this with the last step",
	trace.FactRecovers:      "and recovers",
	trace.FactReturns:       "returns",
	trace.FactKeeps:         "still holds a lock",

	trace.FactFree:       "free",
	trace.FactHeld:       "held by %s",
	trace.FactReading:    "read by %s",
	trace.FactWriting:    "held for writing by %s",
	trace.FactWantsRead:  "%s waits to read",
	trace.FactWantsWrite: "%s waits to write",
	trace.FactCount:      "count %d",
	trace.FactWaiting:    "%s waiting",
	trace.FactEmpty:      "empty",
	trace.FactUnbuffered: "unbuffered",
	trace.FactHolds:      "%d of %d: %s",
	trace.FactWantsSend:  "%s waits to send",
	trace.FactWantsTake:  "%s waits to receive",
	trace.FactClosed:     "closed",
	trace.FactValue:      "%s",
}

// fact is one of them in words.
func (n names) fact(f trace.Fact) string {
	words := facts[f.Kind]
	switch {
	case f.Kind == trace.FactWaits && len(f.Tasks) > 0:
		words = "waits for " + n.all(f.Tasks)
	case f.Kind == trace.FactWaiting && len(f.Tasks) == 0:
		words = "no goroutine waits"
	case f.Kind == trace.FactHolds:
		words = fmt.Sprintf(words, f.N, f.Of, f.Text)
	case strings.Contains(words, "%d"):
		words = fmt.Sprintf(words, f.N)
	case strings.Contains(words, "%s") && f.Text != "":
		words = fmt.Sprintf(words, f.Text)
	case strings.Contains(words, "%s"):
		words = fmt.Sprintf(words, n.all(f.Tasks))
	}
	return console.Clean(words)
}

// facts words several.
func (n names) facts(all []trace.Fact) string {
	var words []string
	for _, f := range all {
		words = append(words, n.fact(f))
	}
	return strings.Join(words, ", ")
}

// all lists the names of tasks; with none, it is a goroutine that is not known.
func (n names) all(tasks []int) string {
	var list []string
	for _, t := range tasks {
		list = append(list, n.of(t))
	}
	switch last := len(list) - 1; last {
	case -1:
		return "a goroutine"
	case 0:
		return list[0]
	default:
		return strings.Join(list[:last], ", ") + " and " + list[last]
	}
}

// says reports whether one of the facts is of that kind.
func says(all []trace.Fact, kind trace.FactKind) bool {
	for _, f := range all {
		if f.Kind == kind {
			return true
		}
	}
	return false
}
