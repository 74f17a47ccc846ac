package trace

import (
	"strings"
)

// A Schedule is the sequence of decisions that leads to an execution: who
// moves, and with which result if there are several. As text it is a list of
// runs such as 0x3,1,2x2,1:0,c – the test moves three times, its first child
// once, its second twice, the first child with result 0, the clock once. A
// child's child is 1.2. What comes several times on end stands in brackets:
// (1,2x2)x3. After the last decision whoever moved goes on for as
// long as it can, and then the first that can.
type Schedule []Decision

// ClockPath is the clock's path in a schedule.
const ClockPath = "c"

// A Decision is one step of a schedule.
type Decision struct {
	Task   string // path: "0" the test, ClockPath, "2.1" the first child of the second child
	Result int    // number of the result chosen, or -1 if there is no choice
}

// Endless returns as text a schedule whose last decisions, cycle of them, come
// again and again for ever: 0x3@1,2 goes on with 1, 2, 1, 2 …
func (s Schedule) Endless(cycle int) string {
	from := len(s) - cycle
	return s[:from].String() + "@" + s[from:].String()
}

// ParseEndless reads a schedule and how many decisions at its end come again
// and again; 0 if it has an end.
func ParseEndless(text string) (s Schedule, cycle int, err error) {
	begin, again, endless := strings.Cut(text, "@")
	if s, err = ParseSchedule(begin); err != nil || !endless {
		return s, 0, err
	}
	rest, err := ParseSchedule(again)
	return append(s, rest...), len(rest), err
}
