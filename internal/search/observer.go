package search

import (
	"math/bits"

	"racelab/internal/sim/kernel"
)

// Observer passes a strategy's decisions on and notes what a report says of
// them.
type Observer struct {
	kernel.Strategy
	Preemptions int        // switches away from a task that could have gone on
	Alternative [][]string // for each event: who else could have moved, as paths
	Needed      int        // length of the schedule without what Replay does by itself
}

// Pick is part of kernel.Strategy.
func (o *Observer) Pick(x *kernel.Exec, enabled []*kernel.Task) *kernel.Task {
	t := o.Strategy.Pick(x, enabled)
	if t == nil {
		return nil
	}
	if g := goesOn(x, enabled); g != nil && t != g {
		o.Preemptions++
	}
	if t != steady(x, enabled) {
		o.Needed = len(x.Events) + 1
	}
	var others []string
	for _, e := range enabled {
		if e != t {
			others = append(others, e.Path())
		}
	}
	o.Alternative = append(o.Alternative, others)
	return t
}

// Choose is part of kernel.Strategy.
func (o *Observer) Choose(x *kernel.Exec, options uint64) int {
	r := o.Strategy.Choose(x, options)
	if r != bits.TrailingZeros64(x.Events[x.Latest()].Options) { // there may be more than these: see kernel.ChanceAmong
		o.Needed = len(x.Events)
	}
	return r
}
