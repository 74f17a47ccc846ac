package diagnose

import (
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// calls adds to c which call of a history each of its tasks makes, at the latest of
// the steps that c speaks of.
func (d *Describer) calls(c *trace.Cause) {
	for _, task := range c.Tasks {
		call := ""
		for _, i := range slices.Backward(slices.Sorted(slices.Values(c.Steps))) {
			if i >= 0 && int(d.x.Rows[i].Task) == task {
				call = d.callAt(i)
				break
			}
		}
		c.Calls = append(c.Calls, call)
	}
}

// callAt is the call during which row i was made.
func (d *Describer) callAt(i int) string {
	for _, r := range slices.Backward(d.x.Rows[:i+1]) {
		if r.Task == d.x.Rows[i].Task && r.Kind == kernel.KCall {
			return r.Value
		}
	}
	return ""
}
