package trace

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A run is one decision, made n times on end.
type run struct {
	Decision
	n int
}

func runsOf(s Schedule) []run {
	var runs []run
	for _, d := range s {
		if last := len(runs) - 1; last >= 0 && runs[last].Decision == d {
			runs[last].n++
			continue
		}
		runs = append(runs, run{d, 1})
	}
	return runs
}

func (r run) String() string {
	text := r.Task
	if r.Result >= 0 {
		text += ":" + strconv.Itoa(r.Result)
	}
	if r.n > 1 {
		text += "x" + strconv.Itoa(r.n)
	}
	return text
}

// A group of runs stands in brackets if it comes at least fewest times on end. Longer
// ones than longest are not looked for: two goroutines that take turns make a group of
// two, and the search takes time in proportion to it.
const longest, fewest = 16, 3

// String returns the schedule as text.
func (s Schedule) String() string {
	runs := runsOf(s)
	var parts []string
	for i := 0; i < len(runs); {
		length, times := repeated(runs[i:])
		text := joined(runs[i : i+length])
		if times > 1 {
			text = fmt.Sprintf("(%s)x%d", text, times)
		}
		parts = append(parts, text)
		i += length * times
	}
	return strings.Join(parts, ",")
}

func joined(runs []run) string {
	texts := make([]string, len(runs))
	for i, r := range runs {
		texts[i] = r.String()
	}
	return strings.Join(texts, ",")
}

// repeated returns the group at the beginning of runs that saves most by standing there
// once, and how often it comes; 1, 1 if none saves anything.
func repeated(runs []run) (length, times int) {
	length, times = 1, 1
	for n := 2; n <= longest && n*fewest <= len(runs); n++ {
		k := 1
		for (k+1)*n <= len(runs) && slices.Equal(runs[:n], runs[k*n:(k+1)*n]) {
			k++
		}
		if k >= fewest && (k-1)*n > (times-1)*length {
			length, times = n, k
		}
	}
	return length, times
}

// ParseSchedule reads a schedule that has an end. The error says which part is
// wrong.
func ParseSchedule(text string) (Schedule, error) {
	var s Schedule
	if text == "" {
		return s, nil
	}
	group := -1 // where the one that is open begins
	for _, part := range strings.Split(text, ",") {
		wrong := fmt.Errorf("schedule: %q is not a run of steps such as 0x3, 1 or 2:1; copy the whole schedule from the failure", part)
		if inner, opens := strings.CutPrefix(part, "("); opens {
			if group >= 0 {
				return nil, wrong
			}
			group, part = len(s), inner
		}
		part, times, closes := strings.Cut(part, ")x")
		d, n, err := parseRun(part)
		if err != nil {
			return nil, wrong
		}
		s = append(s, slices.Repeat(Schedule{d}, n)...)
		if !closes {
			continue
		}
		k, err := strconv.Atoi(times)
		if err != nil || k < 1 || group < 0 || k > longestRun/(len(s)-group) {
			return nil, wrong
		}
		s = append(s, slices.Repeat(s[group:], k-1)...)
		group = -1
	}
	if group >= 0 {
		return nil, fmt.Errorf("schedule: a bracket is open at its end; copy the whole schedule from the failure")
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
