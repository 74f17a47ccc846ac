package search

import (
	"fmt"
	"slices"
	"strings"

	"racelab/internal/sim/kernel"
)

// classOf names the class of schedules that x belongs to, plain memory apart: what
// each task did, and what came before each of its events. Two executions of one name
// differ only in the order of events that commute, or of accesses of memory that
// decided nothing.
func classOf(x *kernel.Exec) string {
	counts := func(e *kernel.Event) bool { return e.Kind != kernel.KRead && e.Kind != kernel.KWrite }
	var o order
	o.compute(x)
	rank, made := make([]int, len(x.Events)), make([]int, o.width) // of an event among those of its task that count
	for i := range x.Events {
		e := &x.Events[i]
		if counts(e) {
			made[e.Task]++
		}
		rank[i] = made[e.Task]
	}
	var lines []string
	for i := range x.Events {
		e := &x.Events[i]
		if !counts(e) {
			continue
		}
		var b strings.Builder
		fmt.Fprint(&b, x.Tasks[e.Task].Path(), " ", rank[i], " ", e.Kind, " ", e.Choice, ":")
		for id, c := range o.at(i) {
			if c > 0 && rank[c-1] > 0 {
				fmt.Fprint(&b, " ", x.Tasks[id].Path(), "=", rank[c-1])
			}
		}
		lines = append(lines, b.String())
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// everyClass returns the outcomes of all schedules and their classes, or false if there are too
// many. Of a schedule that failed it does not matter what others did before that.
func everyClass(p program) (outcomes, classes map[string]bool, ok bool) {
	classes = map[string]bool{}
	known, _, ok := everyBy(p, *tries, func(w *world, x *kernel.Exec) string {
		if len(x.Faults) == 0 {
			classes[classOf(x)] = true
		}
		return w.outcome(x)
	})
	return keys(known), classes, ok
}
