package testing

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"unsafe"

	"racelab/internal/sim/kernel"
	simcontext "racelab/internal/sim/std/context"
	"racelab/internal/sim/std/model"
	"racelab/internal/trace"
)

// realTB gives T the unexported method of TB, so that other libraries accept
// it. It is always nil.
type realTB = testing.TB

// A T is a test or subtest of the program under test; see testing.T.
type T struct {
	realTB
	name     string
	parent   *T
	task     *kernel.Task
	only     []string // the subtests to be run, from here down; empty means all
	matched  bool
	names    map[string]int
	failed   bool
	finished bool // the function has returned, or FailNow or SkipNow was called
	aborted  bool // it has ended by the FailNow of a parent
	skipped  bool
	done     bool
	parallel bool
	caller   *kernel.Task // waits in Run
	later    []*T         // parallel subtests that have yet to go on
	busy     int          // parallel subtests that have yet to end
	cleanups []func()
	ctx      context.Context
	cancel   context.CancelFunc
	clock    kernel.Sync
}

var _ TB = (*T)(nil)

func newT(name string, parent *T) *T {
	return &T{name: name, parent: parent, task: kernel.Current(), names: map[string]int{}}
}

// run runs the test on the current task.
func (t *T) run(body func(*T)) {
	t.task = kernel.Current()
	defer t.end()
	defer t.clean()
	defer t.letGo()
	body(t)
	t.finished = true
}

// clean ends the context and calls what Cleanup was given, last in, first out,
// each even if the one before has failed the test for good.
func (t *T) clean() {
	if t.cancel != nil {
		t.cancel()
		t.cancel = nil
	}
	if n := len(t.cleanups); n > 0 {
		f := t.cleanups[n-1]
		t.cleanups = t.cleanups[:n-1]
		defer t.clean()
		f()
	}
}

// end is the event after which other goroutines may not use t any more.
func (t *T) end() {
	if task := kernel.Current(); task != nil && others() {
		model.Use(task, kernel.KMap, unsafe.Pointer(t), trace.Write, nil)
		kernel.Note(trace.Fact{Kind: trace.FactTestEnds, Text: t.name})
	}
	t.done = true
}

// others reports whether there ever was another goroutine.
func others() bool {
	n := 0
	for _, t := range kernel.Running().Tasks {
		if t != nil && t.ID != kernel.ClockID {
			n++
		}
	}
	return n > 1
}

// madeUp reports whether the program has made t itself, to see what somebody does with a
// test: then it is no test, and its failures are nobody's.
func (t *T) madeUp() bool { return t.task == nil }

// used is the event of using t in another goroutine than its own: whether the
// test has ended by then is a matter of the schedule.
func (t *T) used(how string) {
	task := kernel.Current()
	if task == nil || task == t.task || t.madeUp() {
		return
	}
	for p := t; p != nil; p = p.parent {
		task.Touch(model.Object(unsafe.Pointer(p)), trace.Read, 0xff)
	}
	task.Step(kernel.KMap, -1, nil)
	kernel.Calls(how)
}

// Name returns the name of the test, with those of its parents.
func (t *T) Name() string { return t.name }

// Failed reports whether the test has failed.
func (t *T) Failed() bool { return t.failed }

// Skipped reports whether the test was skipped.
func (t *T) Skipped() bool { return t.skipped }

// Context returns a context that is cancelled before the cleanups.
func (t *T) Context() context.Context {
	if t.ctx == nil {
		t.ctx, t.cancel = simcontext.WithCancel(context.Background())
	}
	return t.ctx
}

// Cleanup has f called after the test.
func (t *T) Cleanup(f func()) { t.cleanups = append(t.cleanups, f) }

// Helper does nothing: failures are reported with all that led to them.
func (t *T) Helper() {}

func (t *T) unique(name string) string {
	base := t.name + "/" + name
	n := t.names[base]
	t.names[base] = n + 1
	if n == 0 && name != "" {
		return base
	}
	numbered := fmt.Sprintf("%s#%02d", base, n)
	t.names[numbered]++
	return numbered
}

// clean makes a name fit for a pattern, as the real package does.
func clean(name string) string { return strings.Join(strings.Fields(name), "_") }

// FailNow fails the test and ends the goroutine, which is the test's if all is well.
func (t *T) FailNow() {
	t.fail("")
	t.exit()
}

// SkipNow ends the test without a verdict.
func (t *T) SkipNow() {
	t.skipped = true
	t.exit()
}
