package render

import (
	"slices"

	"racelab/internal/trace"
)

// passedSubtests are the tasks of subtests that ended before it went wrong, and those
// that these started, unless something is said of one of them.
func passedSubtests(f *trace.Failure) map[int]bool {
	last := slices.IndexFunc(f.Steps, func(s trace.Step) bool { return s.Fatal })
	if last < 0 {
		last = len(f.Steps)
	}
	subtest := map[int]int{} // of a task, the one that ran its subtest
	for _, s := range f.Steps[:last] {
		if says(s.Notes, trace.FactTestEnds) && s.Task != 0 {
			subtest[s.Task] = s.Task
		}
	}
	for again := len(subtest) > 0; again; {
		again = false
		for _, t := range f.Tasks {
			of, passed := subtest[t.Parent]
			if _, known := subtest[t.ID]; passed && !known {
				subtest[t.ID], again = of, true
			}
		}
	}
	over, told := map[int]bool{}, map[int]bool{}
	for _, t := range spokenOf(f) {
		if of, passed := subtest[t]; passed {
			told[of] = true
		}
	}
	for t, of := range subtest {
		over[t] = !told[of]
	}
	return over
}

// spokenOf are the tasks that a report says something of.
func spokenOf(f *trace.Failure) (tasks []int) {
	tasks = slices.Clone(f.Cause.Tasks)
	for _, w := range f.Waits {
		tasks = append(tasks, w.Task, w.Holder)
	}
	for _, s := range f.Steps {
		if s.Fatal || says(s.Notes, trace.FactUnordered) {
			tasks = append(tasks, s.Task)
		}
	}
	return tasks
}
