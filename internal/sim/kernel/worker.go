package kernel

import (
	"iter"
	"runtime"

	"racelab/internal/trace"
)

// A worker is a goroutine that runs tasks, one after the other. Keeping it is
// cheaper than starting another. One of them moves, and every other rests behind
// a door; so does whoever executes.
type worker struct {
	task   *Task
	at     *door  // behind which it rests
	own    *door  // the one that it was made with, and that closes when it ends
	number string // of its goroutine
}

// A door is a coroutine of package iter: somebody rests behind it, and whoever passes it
// rests there in his place. That is cheaper than to wake a goroutine that waits on a
// channel; and whoever moves can let anybody go on, by the door behind which he rests.
type door struct {
	next   func() (struct{}, bool)
	yield  func(struct{}) bool
	called bool // who rests behind it has called next; if not, yield, or he has not begun
}

var (
	executes worker // the goroutine that called Execute
	idle     []*worker
	workers  int
	turn     *worker // whose turn it is
)

// rest lets another worker go on, and returns when it is the turn of w again.
func (w *worker) rest(other *worker) {
	turn = other
	w.restBehind(other.at)
}

// restBehind is rest for one who has to rest behind a certain door. Should it not be the
// turn of who rests there, he makes way at once.
//
// A processor foretells where a call will return to by the calls that it has seen, which
// are another goroutine's. So each call between here and the program takes as long as fifty
// instructions when w goes on.
func (w *worker) restBehind(d *door) {
	for ; turn != w; d = turn.at {
		w.at = d
		if d.called = !d.called; d.called {
			d.next()
		} else {
			d.yield(struct{}{})
		}
	}
}

// hire returns a worker that rests, and gives it a task.
func hire(t *Task) *worker {
	var w *worker
	if n := len(idle); n > 0 {
		w, idle = idle[n-1], idle[:n-1]
	} else {
		w = recruit((*worker).loop)
	}
	w.task, t.worker = t, w
	return w
}

// recruit returns a new worker, which begins with do.
func recruit(do func(*worker)) *worker {
	d := &door{}
	w := &worker{at: d, own: d}
	d.next, _ = iter.Pull(func(yield func(struct{}) bool) {
		d.yield, w.number = yield, number()
		defer func() { workers-- }()
		do(w)
	})
	workers++
	return w
}

func (w *worker) loop() {
	for {
		t := w.task
		w.work(t)
		if t = x.after(t); t != nil && t.worker == nil { // w takes it on itself
			x.current, w.task, t.worker = t, t, w
			continue
		}
		idle = append(idle, w)
		w.rest(x.workerOf(t))
	}
}

// work executes t. It does not return if the goroutine is being ended by runtime.Goexit,
// which nothing can stop: by t.FailNow, or by the kernel.
func (w *worker) work(t *Task) {
	returned := false
	defer func() {
		if returned {
			return
		}
		if v := recover(); v == nil {
			w.leave(x.workerOf(x.after(t)))
		} else if !t.killed {
			x.fail(t, trace.Panic, PanicText(v), panicPCs())
		}
	}()
	fn := t.fn
	t.fn = nil
	fn()
	returned = true
}

// leave prepares for the end of w, at which whoever rests behind its own door goes on. If
// he has called next, he would end as well, so a new worker takes his place first.
func (w *worker) leave(next *worker) {
	if w.own.called {
		substitute := recruit(func(s *worker) {
			turn = w
			s.restBehind(w.own)
			s.loop()
		})
		w.rest(substitute)
		idle = append(idle, substitute)
	}
	turn = next
}

// after closes the book on t, and returns who goes on.
func (x *Exec) after(t *Task) *Task {
	t.worker = nil
	if t.killed { // its state stays as it was, for the record
		return x.leftOver()
	}
	t.ended()
	return x.next()
}

// workerOf returns the worker of t, which is about to go on, or whoever executes if t is nil.
func (x *Exec) workerOf(t *Task) *worker {
	if t == nil {
		return &executes
	}
	x.current = t
	if t.worker == nil {
		return hire(t)
	}
	return t.worker
}

// yieldTo lets next go on, and returns when it is the turn of t again.
func (t *Task) yieldTo(next *Task) {
	if next == t {
		return
	}
	t.worker.rest(x.workerOf(next))
	if t.killed {
		runtime.Goexit()
	}
}

// play lets t go on, and returns when nobody does.
func (x *Exec) play(t *Task) {
	if t != nil {
		executes.rest(x.workerOf(t))
	}
}

// leftOver returns a task that has not come to its end, to be ended now: its
// deferred calls run.
func (x *Exec) leftOver() *Task {
	for x.killed < len(x.living) {
		t := x.living[x.killed]
		x.killed++
		t.killed, t.fn = t.ID != ClockID, nil
		if t.worker != nil { // it has begun
			return t
		}
	}
	return nil
}
