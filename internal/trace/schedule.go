package trace

import (
	"fmt"
	"strconv"
	"strings"
)

// A Schedule is the sequence of decisions that leads to an execution: who
// moves, and with which result if there are several. As text it is a list of
// runs such as 0x3,1,2x2,1:0,c – the test moves three times, its first child
// once, its second twice, the first child with result 0, the clock once. A
// child's child is 1.2. After the last decision whoever moved goes on for as
// long as it can, and then the first that can.
type Schedule []Decision

// ClockPath is the clock's path in a schedule.
const ClockPath = "c"

// A Decision is one step of a schedule.
type Decision struct {
	Task   string // path: "0" the test, ClockPath, "2.1" the first child of the second child
	Result int    // number of the result chosen, or -1 if there is no choice
}

// String returns the schedule as text.
func (s Schedule) String() string {
	var b strings.Builder
	for i := 0; i < len(s); {
		n := 1
		for i+n < len(s) && s[i+n] == s[i] {
			n++
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(s[i].Task)
		if s[i].Result >= 0 {
			fmt.Fprintf(&b, ":%d", s[i].Result)
		}
		if n > 1 {
			fmt.Fprintf(&b, "x%d", n)
		}
		i += n
	}
	return b.String()
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

// ParseSchedule reads a schedule that has an end. The error says which part is
// wrong.
func ParseSchedule(text string) (Schedule, error) {
	var s Schedule
	if text == "" {
		return s, nil
	}
	for _, part := range strings.Split(text, ",") {
		d, n, err := parseRun(part)
		if err != nil {
			return nil, fmt.Errorf("schedule: %q is not a run of steps such as 0x3, 1 or 2:1; copy the whole schedule from the failure", part)
		}
		for range n {
			s = append(s, d)
		}
	}
	return s, nil
}

const longestRun = 1 << 20 // more steps than any execution has

func parseRun(part string) (d Decision, n int, err error) {
	n = 1
	task, count, repeated := strings.Cut(part, "x")
	if repeated {
		if n, err = strconv.Atoi(count); err != nil || n < 1 || n > longestRun {
			return d, 0, strconv.ErrSyntax
		}
	}
	task, result, chosen := strings.Cut(task, ":")
	d = Decision{Task: task, Result: -1}
	if chosen {
		if d.Result, err = strconv.Atoi(result); err != nil || d.Result < 0 {
			return d, 0, strconv.ErrSyntax
		}
	}
	path := strings.Split(task, ".")
	if path[0] == ClockPath { // it has children: the functions of timers
		path = path[1:]
	}
	for _, number := range path {
		if i, err := strconv.Atoi(number); err != nil || i < 0 {
			return d, 0, strconv.ErrSyntax
		}
	}
	return d, n, nil
}
