package child

import (
	"slices"

	"racelab/internal/trace"
)

// A failure of hundreds of thousands of steps is more than a message can have, and than a
// reader wants. Of one with more than mostSteps those are kept that a table shows: the
// first, the last, and some around each that the cause speaks of.
const (
	mostSteps = 20_000
	keptFirst = 2_000
	keptLast  = 8_000
	keptNear  = 20
)

// leaveOut leaves the others out.
func leaveOut(f *trace.Failure) {
	if len(f.Steps) <= mostSteps || f.Cycle > 0 {
		return
	}
	keep := kept(f)
	index := make([]int, len(f.Steps)) // of a step that is kept, among those
	var steps []trace.Step
	var left []trace.Left
	for i, s := range f.Steps {
		if index[i] = len(steps); !keep[i] {
			left = leave(left, s.Task)
			continue
		}
		s.Left, left = left, nil
		steps = append(steps, s)
	}
	f.Steps = steps
	for c := &f.Cause; c != nil; c = c.Because {
		for i, at := range c.Steps {
			c.Steps[i] = index[at]
		}
	}
	if p := f.Passing; p != nil && p.Differ < len(index) {
		p.Differ = index[p.Differ]
	}
}

func leave(left []trace.Left, task int) []trace.Left {
	i := slices.IndexFunc(left, func(l trace.Left) bool { return l.Task == task })
	if i < 0 {
		return append(left, trace.Left{Task: task, Steps: 1})
	}
	left[i].Steps++
	return left
}

// kept says which steps of f stay. The last of all is among them.
func kept(f *trace.Failure) []bool {
	keep := make([]bool, len(f.Steps))
	stay := func(from, to int) {
		for i := max(from, 0); i < min(to, len(keep)); i++ {
			keep[i] = true
		}
	}
	near := func(i int) { stay(i-keptNear, i+keptNear) }
	stay(0, keptFirst)
	stay(len(keep)-keptLast, len(keep))
	for c := &f.Cause; c != nil; c = c.Because {
		for _, at := range c.Steps {
			near(at)
		}
	}
	if f.Passing != nil {
		near(f.Passing.Differ)
	}
	last := map[int]int{}
	for i, s := range f.Steps {
		last[s.Task] = i
		if s.Fatal {
			near(i)
		}
	}
	for _, i := range last {
		near(i)
	}
	return keep
}
