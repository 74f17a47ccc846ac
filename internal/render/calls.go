package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"racelab/internal/console"
	"racelab/internal/trace"
)

// Unexplained heads the calls of a history.
const Unexplained = "no order of these calls, one after the other, explains what they returned:"

// Calls lists the calls of a history that was made natively, where callers are numbered:
// a line each, with who makes it, what it returned, and when. The bars of calls that were
// made at once overlap.
func Calls(h *trace.History) []string {
	return callLines(h, func(caller int) string {
		if caller == 0 {
			return "test"
		}
		return fmt.Sprintf("caller-%d", caller)
	}, Options{})
}

func callLines(h *trace.History, caller func(task int) string, opt Options) []string {
	if h == nil {
		return nil
	}
	calls := slices.DeleteFunc(slices.Clone(h.Calls), func(c trace.Call) bool { return !h.Begun(c) })
	slices.SortFunc(calls, func(a, b trace.Call) int { return cmp.Compare(a.Begin, b.Begin) })
	rows := [][]string{}
	for _, c := range calls {
		rows = append(rows, []string{caller(c.Task), console.Clean(c.Name), outcomeOf(h, c, opt.signs()), bar(h, c, opt)})
	}
	return columns(rows)
}

func outcomeOf(h *trace.History, c trace.Call, s signs) string {
	switch {
	case !h.Returned(c):
		return "has not returned"
	case c.Result == "":
		return "returns"
	}
	return s.arrow + " " + console.Cut(console.Clean(c.Result), maxValue, s.dots)
}

// bar draws when a call was under way, two cells for each begin and end of a call.
func bar(h *trace.History, c trace.Call, opt Options) string {
	first, through, last, open := "├", "─", "┤", "┄"
	if opt.ASCII {
		first, through, last, open = "|", "-", "|", ">"
	}
	line := strings.Repeat("  ", c.Begin) + first
	if !h.Returned(c) {
		return line + strings.Repeat(through, 2*(h.Until-c.Begin)-1) + open
	}
	return line + strings.Repeat(through, 2*(c.End-c.Begin)-1) + last
}

// columns pads the cells of each column to one width.
func columns(rows [][]string) (lines []string) {
	for _, row := range rows {
		line := ""
		for i, cell := range row {
			widest := 0
			for _, other := range rows {
				widest = max(widest, console.Cells(other[i]))
			}
			line += cell + strings.Repeat(" ", widest-console.Cells(cell)+2)
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}

// scenarios says how many were tried.
func scenarios(r *trace.Report) string {
	count := 0
	for _, s := range r.Scenarios {
		count += s.Count
	}
	if count == 0 {
		return ""
	}
	return console.Count(count, "scenario")
}

// sizedScenarios says also of which sizes.
func sizedScenarios(r *trace.Report) string {
	count := scenarios(r)
	if count == "" {
		return ""
	}
	goroutines := numbers(r, func(s trace.Scenarios) int { return s.Goroutines })
	calls := numbers(r, func(s trace.Scenarios) int { return s.Calls })
	before := numbers(r, func(s trace.Scenarios) int { return s.Before })
	return fmt.Sprintf("%s (goroutines: %s; calls of each: %s; calls before: %s)", count, goroutines, calls, before)
}

// numbers lists what is said of each size, as in "1 or 2".
func numbers(r *trace.Report, of func(trace.Scenarios) int) string {
	var all []string
	for _, s := range r.Scenarios {
		all = append(all, fmt.Sprint(of(s)))
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), " or ")
}
