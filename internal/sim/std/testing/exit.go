package testing

import (
	"runtime"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// exit ends the goroutine, as FailNow and SkipNow do: whether it is that of t or not.
func (t *T) exit() {
	for p := t; p != nil && p.task == t.task; p = p.parent { // that of a bubble ends with it
		p.finished = true
	}
	if kernel.Current() != t.task && !t.madeUp() {
		kernel.EndsAlone()
	}
	runtime.Goexit()
}

// returned judges a test whose goroutine has come to its end: it may not end by itself,
// and if it ends by the FailNow of a parent, that one's does, too.
func (t *T) returned() {
	if task := kernel.Current(); t.finished || task == nil || task.Killed() {
		return
	}
	const how = "test executed panic(nil) or runtime.Goexit"
	for p := t.parent; p != nil; p = p.parent {
		if p.finished && !t.parallel {
			t.aborted = true
			t.become(how + ": subtest may have called FailNow on a parent test")
			return
		}
	}
	kernel.Fail(trace.Panic, how)
}
