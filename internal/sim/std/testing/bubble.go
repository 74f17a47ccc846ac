package testing

import (
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/trace"
)

// SimBubble runs body for synctest.Test: on the current task, with a T that has
// the cleanups and the context of the bubble, and then waits until the
// goroutines that were started meanwhile have ended.
func SimBubble(t *T, body func(*T)) {
	defer kernel.Running().Bubble()()
	before := slices.Clone(kernel.Running().Tasks)
	inner := newT(t.name, t)
	defer model.Ended(trace.FactBubbleEnds, func(o *kernel.Task) bool { return !slices.Contains(before, o) })
	inner.run(body)
}
