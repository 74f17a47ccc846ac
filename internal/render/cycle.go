package render

import (
	"fmt"
	"slices"

	"racelab/internal/trace"
)

// A cycle is rows[from:to], which then come again and again.
type cycle struct{ from, to, times int }

// findCycle looks for the shortest sequence that the rows end with at least
// twice in a row. Values may differ from one round to the next, as counters do.
func findCycle(rows []row) (cycle, bool) {
	keys := make([]string, len(rows))
	for i, r := range rows {
		keys[i] = fmt.Sprint(r.task, r.where.File, r.where.Line, ops(r))
	}
	for n := 1; 2*n <= len(rows); n++ {
		from := len(rows) - n
		for from > 0 && keys[from-1] == keys[from-1+n] {
			from--
		}
		if times := (len(rows) - from) / n; times >= 2 {
			return cycle{from, from + n, times}, true
		}
	}
	return cycle{}, false
}

func ops(r row) (list string) {
	for _, s := range r.steps {
		list += " " + string(s.Op) // on another object perhaps: each round may make new ones
	}
	return list
}

// fold shows a cycle at the end of rows once and says how often it came: that
// it does is what is wrong, and not the step at which it was noticed. The
// rows of goroutines that only wait may stand behind the cycle.
func fold(f *trace.Failure, rows []row, s signs) []row {
	tail := len(rows)
	for tail > 0 && rows[tail-1].first == len(f.Steps) {
		tail--
	}
	c, found := findCycle(rows[:tail])
	if !found && tail > 0 { // the step at which it was noticed may be a new one
		tail--
		c, found = findCycle(rows[:tail])
	}
	if !found {
		return rows
	}
	folded := slices.Clone(rows[:c.to])
	for i := c.from; i < tail; i++ {
		same := c.from + (i-c.from)%(c.to-c.from)
		folded[same].cycled, folded[same].fatal = true, false
	}
	folded = append(folded, row{sign: s.again, repeats: c.times, fatal: true})
	return append(folded, rows[tail:]...)
}
