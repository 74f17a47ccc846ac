package sim

import (
	"strings"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// fewValues is how many values in a channel are shown one by one.
const fewValues = 4

// Look implements kernel.Looker.
func (c *channel) Look() (kind string, state []trace.Fact) {
	state = []trace.Fact{{Kind: trace.FactEmpty}}
	switch n := c.held; {
	case c.capacity == 0:
		state[0].Kind = trace.FactUnbuffered
	case n > 0:
		state[0] = trace.Fact{Kind: trace.FactHolds, N: n, Of: c.capacity, Text: c.contents()}
	}
	for _, w := range c.senders {
		state = append(state, trace.Fact{Kind: trace.FactWantsSend, Tasks: []int{int(w.task.ID)}})
	}
	for _, w := range c.takers {
		state = append(state, trace.Fact{Kind: trace.FactWantsTake, Tasks: []int{int(w.task.ID)}})
	}
	if c.closed {
		state = append(state, trace.Fact{Kind: trace.FactClosed})
	}
	return "channel", state
}

func (c *channel) contents() string {
	var values []string
	for i := range c.held {
		if i == fewValues {
			values = append(values, "…")
			break
		}
		text := kernel.Word(c.values.value(c.place((c.next + i) % c.capacity)))
		if text == "" {
			text = "a value"
		}
		values = append(values, text)
	}
	return strings.Join(values, ", ")
}
