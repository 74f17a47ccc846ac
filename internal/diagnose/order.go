package diagnose

import "racelab/internal/trace"

// ByOrder explains a failing check of which nothing better is known by the nearest
// schedule that passes: there, one goroutine makes its next step before another one.
func ByOrder(f *trace.Failure) {
	if f.Cause.Kind != trace.CauseCheck || f.Passing == nil {
		return
	}
	first, second, ok := turned(f)
	if !ok {
		return
	}
	c := trace.Cause{Kind: trace.CauseOrder, Steps: []int{first, second}}
	for _, i := range c.Steps {
		s := f.Steps[i]
		c.Tasks, c.Ops = append(c.Tasks, s.Task), append(c.Ops, s.Op)
		c.Places, c.Objects = append(c.Places, s.Where), append(c.Objects, s.Object)
		from := trace.Place{}
		if s.From != nil {
			from = *s.From
		}
		c.From = append(c.From, from)
	}
	f.Cause = c
}

// turned finds the two steps that are in the other order in the schedule that
// passes: of those that are made on the same object, if there are any.
func turned(f *trace.Failure) (first, second int, ok bool) {
	second = -1
	used := map[int]int{} // by the others, since the schedules part
	for i := f.Passing.Differ; i >= 0 && i < len(f.Steps); i++ {
		s := f.Steps[i]
		switch at, met := used[s.Object]; {
		case s.Op.Use().Bookkeeping || s.Op.Use().OfTest: // a stage's door only looks who is there
		case s.Task != f.Passing.Task:
			if !met {
				used[s.Object] = i
			}
		case met && s.Object >= 0:
			return at, i, true
		case second < 0:
			second = i
		}
	}
	return f.Passing.Differ, second, second >= 0 && f.Passing.Differ < len(f.Steps)
}
