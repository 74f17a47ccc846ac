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

// yieldTo lets next go on, and returns when it is the turn of t again.
func (t *Task) yieldTo(next *Task) {
	if next == t {
		return
	}
	x.upcoming = next
	t.worker.yield(struct{}{})
	if t.killed {
		runtime.Goexit()
	}
}

// The driver runs whoever is upcoming, until nobody is.
var begin, over = make(chan struct{}), make(chan struct{})

func init() { go drive() }

// driving says that an execution is under way.
var driving bool

// drive is the driver's goroutine. A worker that ends by runtime.Goexit takes
// with it the goroutine that runs it, so another one goes on.
func drive() {
	defer func() { go drive() }()
	for {
		if !driving {
			<-begin
			driving = true
		}
		for t := x.upcoming; t != nil; t = x.upcoming {
			x.current = t
			t.worker.run()
		}
		driving = false
		over <- struct{}{}
	}
}

// play runs t, and whoever comes after it, until nobody does.
func (x *Exec) play(t *Task) {
	if x.upcoming = t; t != nil {
		begin <- struct{}{}
		<-over
	}
}

// leftOver returns a task that has not come to its end, to be ended now: its
// deferred calls run, and its worker can be used again.
func (x *Exec) leftOver() *Task {
	for _, t := range x.Tasks {
		if t == nil || t.worker == nil {
			continue
		}
		t.killed = true
		if t.worker.fn == nil {
			return t
		}
		idle = append(idle, t.worker) // it has not begun
		t.worker.fn, t.worker.task, t.worker = nil, nil, nil
	}
	return nil
}
