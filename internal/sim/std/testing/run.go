package testing

import (
	"runtime"
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/trace"
)

// Run runs a subtest in a goroutine of its own and waits for it to end, or to
// call Parallel. If the subtest panics, that is the end, as it is natively: Run
// does not return.
func (t *T) Run(name string, f func(t *T)) bool {
	full := t.unique(clean(name))
	only, ok := t.selected(full[len(t.name)+1:])
	if !ok {
		return true
	}
	sub := newT(full, t)
	sub.only = only
	sub.await(f)
	if sub.aborted {
		runtime.Goexit() // and so on, up to the parent that has failed
	}
	return !sub.failed
}

// await runs t in a goroutine of its own and waits for it to end, or to call
// Parallel.
func (t *T) await(f func(t *T)) {
	t.caller = kernel.Current()
	task := kernel.Spawn(func() {
		defer func() {
			if v := recover(); v != nil {
				panic(v)
			}
			t.over()
		}()
		t.run(f)
	})
	task.Name = "test"
	if t.parent != nil { // else a TestMain runs it
		task.Name += " " + t.name[len(t.parent.name)+1:]
	}
	t.caller.Park(kernel.Waiting{For: trace.Wait{Kind: trace.WaitSubtest, Of: t.name}, Object: model.Object(unsafe.Pointer(t))})
}

// over says that t, a subtest, has ended. Its last event was that end.
func (t *T) over() {
	t.clock.Release(kernel.Current())
	if !t.parallel {
		t.clock.Acquire(t.caller)
		t.caller.Ready()
		return
	}
	t.clock.Acquire(t.parent.task)
	t.parent.task.Follow(kernel.Running().Latest())
	if t.parent.busy--; t.parent.busy == 0 {
		t.parent.task.Ready()
	}
}

// Parallel lets a subtest wait until its parent has come to its end; then it
// runs together with the others that did. A test that is explored has no
// others beside it, so that of a test does nothing.
func (t *T) Parallel() {
	task := kernel.Current()
	if task == nil || t.parent == nil {
		return
	}
	if t.parallel {
		panic("testing: t.Parallel called multiple times")
	}
	t.parallel = true
	t.parent.later = append(t.parent.later, t)
	t.event(task, trace.Fact{Kind: trace.FactParallel, Text: t.parent.name})
	t.clock.Release(task)
	t.clock.Acquire(t.caller)
	t.caller.Ready()
	task.Park(kernel.Waiting{For: trace.Wait{Kind: trace.WaitParent, Of: t.parent.name}, Object: model.Object(unsafe.Pointer(t.parent))})
}

// letGo lets the parallel subtests of t go on, and waits for them, unless t panics.
func (t *T) letGo() {
	if v := recover(); v != nil {
		panic(v)
	}
	t.returned()
	if len(t.later) == 0 {
		return
	}
	task := kernel.Current()
	t.event(task, trace.Fact{Kind: trace.FactLetsGo})
	t.busy = len(t.later)
	t.clock.Release(task)
	for _, sub := range t.later {
		t.clock.Acquire(sub.task)
		sub.task.Ready()
	}
	task.Park(kernel.Waiting{For: trace.Wait{Kind: trace.WaitParallels}, Object: model.Object(unsafe.Pointer(t))})
}

func (t *T) event(task *kernel.Task, note trace.Fact) {
	model.Use(task, kernel.KMap, unsafe.Pointer(t), trace.Write, nil)
	kernel.Note(note)
}
