package search

import (
	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// ScheduleOf returns the schedule that x followed, with every access of memory as a
// step.
func ScheduleOf(x *kernel.Exec) trace.Schedule { return ScheduleUntil(x, len(x.Events)) }

// ScheduleUntil returns the schedule that x followed in its first n events. Accesses
// that were no events commute with what others did meanwhile, so they can come where
// they make no preemption: after the event before them, if their task then could not
// go on, or else right before the next.
func ScheduleUntil(x *kernel.Exec, n int) trace.Schedule {
	w := writer{x: x, begun: make([]bool, len(x.Tasks)), plain: make([]int32, len(x.Tasks))}
	for i := range x.Events[:n] {
		e := &x.Events[i]
		if i > 0 {
			w.plains(x.Tasks[x.Events[i-1].Task], e.Rested)
		}
		w.plains(x.Tasks[e.Task], e.Plain)
		w.write(x.Tasks[e.Task], e)
	}
	if n == len(x.Events) { // at last whoever moved last, lest he be preempted
		if n > 0 {
			last := x.Tasks[x.Events[n-1].Task]
			w.plains(last, last.Plain())
		}
		for _, t := range x.Tasks {
			if t != nil {
				w.plains(t, t.Plain())
			}
		}
	}
	return w.schedule
}

// writer writes a schedule out.
type writer struct {
	x        *kernel.Exec
	schedule trace.Schedule
	begun    []bool  // by task
	plain    []int32 // by task: the accesses that have been written
}

// plains writes accesses of t until they are n. Before t has moved, it must have been
// started.
func (w *writer) plains(t *kernel.Task, n int32) {
	if !w.begun[t.ID] {
		w.begun[t.ID] = true
		if t.Parent != nil {
			w.plains(t.Parent, t.Born())
		}
	}
	for ; w.plain[t.ID] < n; w.plain[t.ID]++ {
		w.write(t, nil)
	}
}

// write writes one step of t.
func (w *writer) write(t *kernel.Task, e *kernel.Event) {
	d := trace.Decision{Task: t.Path(), Result: -1}
	if e != nil && e.Options != 0 {
		d.Result = int(e.Choice)
	}
	w.schedule = append(w.schedule, d)
}
