package model

import (
	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// Settle is the event of waiting until no other task can move. It comes after
// all that they have done and all timers whose deadline has come, and they come
// back to life only after it, or because time passes. Where two tasks wait like that, which is a mistake, each
// disregards the other, and which of them goes on first is not explored.
func Settle(note trace.FactKind) {
	t := kernel.Current()
	if t == nil {
		return
	}
	s := &settled{task: t, timers: true, ends: func(o *kernel.Task) bool { return !canMove(o) }}
	s.wait(note)
}

// Ended is Settle, except that it waits for the others to end. What they are is
// decided when it is their turn: those for whom counts returns true.
func Ended(note trace.FactKind, counts func(*kernel.Task) bool) {
	t := kernel.Current()
	if t == nil {
		return
	}
	s := &settled{task: t, ends: func(o *kernel.Task) bool { return o.Done() || !counts(o) }}
	s.wait(note)
}

// settled is a gate that opens when every other task has come to its end, in
// one sense or another.
type settled struct {
	task   *kernel.Task
	ends   func(*kernel.Task) bool
	timers bool  // those whose deadline has come are waited for, too
	after  int32 // 1 + the latest event when last seen open
}

func (s *settled) wait(note trace.FactKind) {
	kernel.Running().AskAll()
	s.task.Step(kernel.KMap, -1, s)
	kernel.Says(note)
	var all kernel.Sync
	for _, o := range kernel.Running().Tasks {
		if o != nil && o != s.task && o.ID != kernel.ClockID {
			all.Release(o)
		}
	}
	all.Acquire(s.task)
}

// Open implements kernel.Gate. When it opens, it orders the event that it lets
// through after the others'. Following too much does no harm: what is followed
// has happened.
func (s *settled) Open() bool {
	x := kernel.Running()
	if s.timers && x.DeadlinePending() {
		return false
	}
	for _, o := range x.Tasks {
		if o != nil && o != s.task && o.ID != kernel.ClockID && !s.ends(o) {
			return false
		}
	}
	if s.after == x.Latest()+1 {
		return true
	}
	s.after = x.Latest() + 1
	seen := map[int32]bool{}
	for i := x.Latest(); i >= 0; i-- {
		if id := x.Events[i].Task; !seen[id] {
			seen[id] = true
			s.task.Follow(i)
		}
	}
	return true
}

// canMove reports whether o could go on now. A task that repeats a loop until
// somebody changes what it reads counts as able to.
func canMove(o *kernel.Task) bool {
	if !o.Announced() {
		return false
	}
	g := o.Gate()
	if g == nil || o.Kind() == kernel.KSpin {
		return true
	}
	if _, waitsForUs := g.(*settled); waitsForUs {
		return false
	}
	return g.Open()
}
