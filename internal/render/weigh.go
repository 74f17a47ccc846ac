package render

import (
	"slices"

	"racelab/internal/trace"
)

// weigh says of each row how much it tells about the cause.
func weigh(r *trace.Report, rows []row) []float64 {
	f := r.Failure
	fault := faultObjects(f)
	changers := changersOf(f.Steps)
	circle := circleOf(f.Waits)
	weights := make([]float64, len(rows))
	for i, w := range rows {
		if w.fatal || w.repeats > 0 {
			weights[i] += mustShow
		}
		if i > 0 && rows[i-1].task != w.task && !w.clock && len(rows[i-1].steps) > 0 {
			weights[i] += switched
		}
		if w.cycled {
			weights[i] += faultObject
		}
		objects := weightOfObjects(w, fault, changers)
		if objects > bookkeeping && stopped(rows, i) {
			weights[i] += preempted
		}
		if slices.ContainsFunc(f.Cause.Steps, w.has) || slices.ContainsFunc(f.Cause.Places, w.isAt) {
			weights[i] += causeStep
		}
		weights[i] += objects + weightOfWaits(w, f.Waits, circle)
		weights[i] += weightOfRace(w, r.Race) + weightOfTurn(w, f.Passing)
		weights[i] += recent * float64(i+1) / float64(len(rows))
	}
	for _, stuck := range f.Waits {
		if i := lastOf(rows, stuck.Task); i >= 0 {
			if slices.Contains(circle, stuck.Task) {
				weights[i] += circleWait
			} else {
				weights[i] += otherWait
			}
		}
	}
	return weights
}

// faultObjects are what the fatal steps use and what goroutines are stuck at.
func faultObjects(f *trace.Failure) map[int]bool {
	objects := map[int]bool{}
	for _, s := range f.Steps {
		if s.Fatal && s.Object >= 0 {
			objects[s.Object] = true
		}
	}
	for _, stuck := range f.Waits {
		if stuck.Object >= 0 && !isJoin(stuck) {
			objects[stuck.Object] = true
		}
	}
	return objects
}

// changersOf counts, for each object that more than one goroutine uses, how
// many of them do more to it than read.
func changersOf(steps []trace.Step) map[int]int {
	users, changers := map[int]map[int]bool{}, map[int]map[int]bool{}
	for _, s := range steps {
		if s.Object < 0 || s.Op.Use().Bookkeeping {
			continue
		}
		if users[s.Object] == nil {
			users[s.Object], changers[s.Object] = map[int]bool{}, map[int]bool{}
		}
		users[s.Object][s.Task] = true
		if !s.Op.Use().Keeps {
			changers[s.Object][s.Task] = true
		}
	}
	count := map[int]int{}
	for object, by := range users {
		if len(by) > 1 {
			count[object] = len(changers[object])
		}
	}
	return count
}

func weightOfObjects(r row, fault map[int]bool, changers map[int]int) (weight float64) {
	for _, s := range r.steps {
		w := float64(contended * min(changers[s.Object], manyChangers))
		if fault[s.Object] {
			w += faultObject
		}
		if s.Op.Use().Frees {
			w /= 4
		}
		if s.Op.Use().Bookkeeping && !fault[s.Object] {
			w = min(w, bookkeeping)
		}
		weight = max(weight, w)
	}
	return weight
}

// isAt reports whether r is a row of the program at that place.
func (r row) isAt(p trace.Place) bool {
	return p.File != "" && len(r.steps) > 0 && sameLine(r.where, p)
}

// weightOfWaits finds the rows where a lock was taken that somebody waits for.
func weightOfWaits(r row, waits []trace.Stuck, circle []int) float64 {
	for _, stuck := range waits {
		if stuck.Holder == r.task && len(r.steps) > 0 && sameLine(r.where, stuck.Taken) {
			if slices.Contains(circle, stuck.Task) {
				return circleWait
			}
			return faultObject
		}
	}
	return 0
}

func weightOfRace(r row, race *trace.Race) float64 {
	if race == nil || len(r.steps) == 0 {
		return 0
	}
	for _, side := range []trace.RaceSide{race.First, race.Second} {
		if side.Task == r.task && sameLine(side.Where, r.where) {
			return raceAccess
		}
	}
	return 0
}

// stopped reports whether another goroutine moves after row i although the one
// that made it could go on, and does so later.
func stopped(rows []row, i int) bool {
	if rows[i].waits || rows[i].clock || i+1 == len(rows) || rows[i+1].task == rows[i].task {
		return false
	}
	return lastOf(rows, rows[i].task) > i
}

func weightOfTurn(r row, p *trace.Passing) float64 {
	if p != nil && r.has(p.Differ) {
		return turningPoint
	}
	return 0
}

// has reports whether the step with that index in Failure.Steps is in r.
func (r row) has(step int) bool {
	return len(r.steps) > 0 && r.first <= step && step <= r.last
}
