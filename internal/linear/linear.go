// Package linear judges histories: is there an order of the calls, one after the
// other, that explains what they returned? It asks github.com/anishathalye/porcupine.
package linear

import (
	"math"

	"github.com/anishathalye/porcupine"

	"racelab/internal/trace"
)

// anything is the output of a call that has not returned yet.
const anything = -1

// Explains reports whether some order explains h: one in which a call comes after all
// that had returned before it began. A call that has not returned yet may have taken
// place already, whatever it is going to return, or not.
func Explains(h *trace.History) bool {
	return porcupine.CheckOperations(model(h), operations(h))
}

// operations are the calls of h as porcupine wants them.
func operations(h *trace.History) (all []porcupine.Operation) {
	for i, c := range h.Calls {
		if !h.Begun(c) {
			continue
		}
		op := porcupine.Operation{ClientId: c.Task, Input: i, Call: int64(c.Begin), Output: c.Value, Return: int64(c.End)}
		if !h.Returned(c) {
			op.Output, op.Return = anything, math.MaxInt64
		}
		all = append(all, op)
	}
	return all
}

// model walks through the orders of h: its state is what is left of them. A call that
// would wait for ever cannot have returned.
func model(h *trace.History) porcupine.Model {
	return porcupine.Model{
		Init: func() any { return h.Orders },
		Step: func(state, input, output any) (bool, any) {
			next := state.(*trace.Order).Next[input.(int)]
			if next == nil || next.Waits {
				return output == anything, state // it has not taken place yet
			}
			return output == anything || output == next.Value, next
		},
	}
}
