package sim

import (
	"fmt"
	"strings"
)

// fewValues is how many values in a channel are shown one by one.
const fewValues = 4

// Look implements kernel.Looker.
func (c *channel[E]) Look() (kind, state string) {
	parts := []string{"empty"}
	switch n := len(c.buffer); {
	case c.capacity == 0:
		parts = []string{"unbuffered"}
	case n > 0:
		parts = []string{fmt.Sprintf("%d of %d: %s", n, c.capacity, c.contents())}
	}
	for _, w := range c.senders {
		parts = append(parts, fmt.Sprintf("task %d waits to send", w.task.ID))
	}
	for _, w := range c.takers {
		parts = append(parts, fmt.Sprintf("task %d waits to receive", w.task.ID))
	}
	if c.closed {
		parts = append(parts, "closed")
	}
	return "channel", strings.Join(parts, ", ")
}

func (c *channel[E]) contents() string {
	var values []string
	for i, v := range c.buffer {
		if i == fewValues {
			values = append(values, "…")
			break
		}
		text := word(v)
		if text == "" {
			text = "a value"
		}
		values = append(values, text)
	}
	return strings.Join(values, ", ")
}
