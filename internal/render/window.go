package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"racelab/internal/console"
	"racelab/internal/trace"
)

// How much a row tells about the cause. A row at zero is shown only where it
// takes no more room than saying that it was left out.
const (
	mustShow     = 1000 // where it went wrong, and what comes again and again
	circleWait   = 500  // the last step of a goroutine in a circle of waits, and where the locks were taken
	turningPoint = 400  // where the nearest passing schedule goes another way
	raceAccess   = 300
	faultObject  = 100 // uses what the fatal step uses
	otherWait    = 60
	causeStep    = 60 // the cause speaks of it
	preempted    = 30
	contended    = 20 // for each goroutine that changes what the row uses, up to manyChangers of them
	switched     = 15 // another goroutine moved just before
	bookkeeping  = 2
	recent       = 1 // at most, for the last row

	manyChangers = 5
)

// window keeps at most limit rows, those that tell most, and puts a banner in
// place of each stretch that it leaves out.
func window(r *trace.Report, rows []row, limit int, n names, s signs) []row {
	weights := weigh(r, rows)
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(weights[b], weights[a]) })
	keep := make([]bool, len(rows))
	for _, i := range order[:min(len(order), 20*limit)] { // enough: later ones tell little
		keep[i] = weights[i] > recent && rows[i].left == nil
		if keep[i] && height(keep) > limit {
			keep[i] = false
		}
	}
	fillSingleGaps(rows, keep)
	return withGaps(rows, keep, n, s)
}

// fewLanes is how many goroutines are named where steps are left out.
const fewLanes = 4

// height is how many rows the table will have, with one for each gap. What
// comes after the last kept row needs no gap.
func height(keep []bool) int {
	lines, gap := 0, 0
	for _, kept := range keep {
		if !kept {
			gap = 1
			continue
		}
		lines, gap = lines+1+gap, 0
	}
	return lines
}

// fillSingleGaps shows a row rather than say that one was left out.
func fillSingleGaps(rows []row, keep []bool) {
	for i := range keep {
		before, after := i == 0 || keep[i-1], i+1 < len(keep) && keep[i+1]
		if before && after && rows[i].left == nil {
			keep[i] = true
		}
	}
}

func withGaps(rows []row, keep []bool, n names, s signs) []row {
	var shown, left []row
	for i, r := range rows {
		if !keep[i] {
			left = append(left, r)
			continue
		}
		if len(left) > 0 {
			shown = append(shown, gap(left, len(shown) == 0, n, s))
			left = nil
		}
		shown = append(shown, r)
	}
	return numbered(shown)
}

// gap says what was left out: "… 7 more steps of baker-1".
func gap(left []row, first bool, n names, s signs) row {
	steps := map[int]int{}
	var tasks []int
	total := 0
	count := func(task, n int) {
		if steps[task] == 0 {
			tasks = append(tasks, task)
		}
		steps[task] += n
		total += n
	}
	for _, r := range left {
		for _, l := range r.left {
			count(l.Task, l.Steps)
		}
		if !r.clock && !r.isBanner() && r.left == nil {
			count(r.task, len(r.steps))
		}
	}
	noun := "more step"
	if first {
		noun = "step"
	}
	text := s.dots + " " + console.Count(total, noun)
	if len(tasks) == 1 {
		return row{sign: s.gap, moved: tasks, banner: text + " of " + n.of(tasks[0])}
	}
	if len(tasks) > fewLanes {
		return row{sign: s.gap, moved: tasks, banner: text + " of " + console.Count(len(tasks), "goroutine")}
	}
	var each []string
	for _, t := range tasks {
		each = append(each, fmt.Sprintf("%d of %s", steps[t], n.of(t)))
	}
	return row{sign: s.gap, moved: tasks, banner: text + ": " + strings.Join(each, ", ")}
}

func numbered(rows []row) []row {
	next, from := 1, 0
	for i := range rows {
		switch r := &rows[i]; {
		case r.repeats > 0:
			r.banner = fmt.Sprintf("rows %d to %d repeat, %d times so far", from, next-1, r.repeats)
			if from == next-1 {
				r.banner = fmt.Sprintf("row %d repeats, %d times so far", from, r.repeats)
			}
		case !r.isBanner():
			r.number = next
			next++
			if r.cycled && from == 0 {
				from = r.number
			}
		}
	}
	return rows
}
