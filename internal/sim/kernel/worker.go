package kernel

import (
	"iter"
	"runtime"

	"racelab/internal/trace"
)

// A worker is a coroutine that runs tasks, one after the other. Keeping it is
// cheaper than starting another, and switching to a coroutine is cheaper than
// waking a goroutine that waits on a channel.
type worker struct {
	run   func() (struct{}, bool) // lets the task go on until it rests or ends
	yield func(struct{}) bool
	task  *Task
	fn    func()

	number string // of its goroutine
}

var (
	idle    []*worker
	workers int
)

func hire() *worker {
	if n := len(idle); n > 0 {
		w := idle[n-1]
		idle = idle[:n-1]
		return w
	}
	w := &worker{}
	w.run, _ = iter.Pull(w.loop)
	workers++
	return w
}

func (w *worker) loop(yield func(struct{}) bool) {
	w.yield, w.number = yield, number()
	defer func() { workers-- }()
	for w.work() {
		yield(struct{}{})
	}
}

// work executes one task. It returns false if the coroutine is being ended by
// runtime.Goexit, which nothing can stop: by t.FailNow, or by the kernel.
func (w *worker) work() (alive bool) {
	t := w.task
	defer func() {
		if !alive {
			if v := recover(); v != nil {
				alive = true // recovered, so the coroutine lives on
				if !t.killed {
					x.fail(t, trace.Panic, PanicText(v), panicPCs())
				}
			} else {
				t.leaveResumers()
			}
		}
		w.end(t, alive)
	}()
	fn := w.fn
	w.fn = nil
	fn()
	return true
}

// end closes the book on t, and says who goes on.
func (w *worker) end(t *Task, alive bool) {
	t.worker, w.task = nil, nil
	if t.killed { // its state stays as it was, for the record
		x.upcoming = x.leftOver()
	} else {
		t.ended()
		x.upcoming = x.next()
	}
	if alive {
		idle = append(idle, w) // only now, lest somebody started by next be given this worker
	}
}

// resume lets t go on until it rests or ends. Then x.upcoming is who goes on.
func (x *Exec) resume(t *Task) {
	x.current, t.resumed = t, true
	t.worker.run()
	t.resumed = false
}

// yieldTo lets next go on, and returns when it is the turn of t again. It resumes
// next itself, so that two tasks that take turns need one switch of coroutines each
// time; but if next is one of those that have resumed t, it gives back to them.
func (t *Task) yieldTo(next *Task) {
	for next != t {
		if next == nil || next.resumed || next.exits {
			x.upcoming = next
			t.worker.yield(struct{}{})
			if t.killed {
				runtime.Goexit()
			}
			return
		}
		x.resume(next)
		x.current, next = t, x.upcoming
	}
}

// leaveResumers prepares for the end of t by runtime.Goexit, which ends whoever has
// resumed it as well: it lets them give back to play.
func (t *Task) leaveResumers() {
	if !t.exits {
		t.exits, x.upcoming = true, t
		t.worker.yield(struct{}{})
	}
}

// play runs t, and whoever comes after it, until nobody does.
func (x *Exec) play(t *Task) {
	for x.upcoming = t; x.upcoming != nil; {
		if t := x.upcoming; t.exits {
			x.end(t)
		} else {
			x.resume(t)
		}
	}
}

// end resumes t, which ends by runtime.Goexit, from a goroutine that may end with it.
func (x *Exec) end(t *Task) {
	over := make(chan struct{})
	go func() {
		defer close(over)
		x.resume(t)
	}()
	<-over
}

// leftOver returns a task that has not come to its end, to be ended now: its
// deferred calls run, and its worker can be used again.
func (x *Exec) leftOver() *Task {
	for x.killed < len(x.living) {
		t := x.living[x.killed]
		x.killed++
		if t.worker == nil { // the clock
			continue
		}
		t.killed, t.exits = true, true
		if t.worker.fn == nil {
			return t
		}
		idle = append(idle, t.worker) // it has not begun
		t.worker.fn, t.worker.task, t.worker = nil, nil, nil
	}
	return nil
}
