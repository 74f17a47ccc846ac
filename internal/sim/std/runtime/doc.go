// Package runtime is what instrumented programs get for package runtime. What
// concerns the schedule is the explorer's: Gosched does nothing, since the
// schedule may switch anywhere; there are always two processors; NumGoroutine
// counts those of the test, but is no event, so its results are not explored.
// Finalizers and cleanups never run, which the real ones do not promise
// either. Stack leaves out the explorer's goroutines. Everything else is the real thing.
package runtime

import (
	"runtime"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// processors is the same on every machine, so that schedules are too.
const processors = 2

var setting = struct {
	n     int
	epoch uint64
}{n: processors}

// GOMAXPROCS keeps n, if it is positive, and returns what was set before.
func GOMAXPROCS(n int) int {
	if setting.epoch != kernel.Epoch() {
		setting.n, setting.epoch = processors, kernel.Epoch()
	}
	before := setting.n
	if n > 0 {
		setting.n = n
	}
	return before
}

// SetDefaultGOMAXPROCS undoes GOMAXPROCS.
func SetDefaultGOMAXPROCS() { GOMAXPROCS(processors) }

// NumCPU returns 2.
func NumCPU() int { return processors }

// NumGoroutine returns how many goroutines there are, counting the one that
// natively waits for the test.
func NumGoroutine() int {
	if kernel.Current() == nil {
		return 1
	}
	n := 1
	for _, t := range kernel.Running().Tasks {
		if t != nil && t.ID != kernel.ClockID && !t.Done() {
			n++
		}
	}
	return n
}

// Gosched does nothing.
func Gosched() {}

// Goexit ends the goroutine after its deferred calls.
func Goexit() { runtime.Goexit() }

// GC does nothing. Whoever calls it may wait for a finalizer.
func GC() {
	if finalizers == kernel.Epoch() {
		kernel.Doubt("the program waits for the garbage collector to run finalizers or cleanups, and the explorer never runs them",
			trace.Assertion, trace.Deadlock, trace.Livelock, trace.Starvation)
	}
}

// finalizers is the latest execution that has set one.
var finalizers uint64

// LockOSThread does nothing.
func LockOSThread() {}

// UnlockOSThread does nothing.
func UnlockOSThread() {}

// ReadMemStats is the real one, and tells of the explorer's memory too.
func ReadMemStats(m *MemStats) {
	kernel.Doubt("the program measures its memory, in which the explorer's is too", trace.Assertion)
	runtime.ReadMemStats(m)
}

// GoroutineProfile is the real one, and tells of the explorer's goroutines too.
func GoroutineProfile(p []StackRecord) (n int, ok bool) {
	kernel.LooksAround()
	return runtime.GoroutineProfile(p)
}

// SetFinalizer does nothing. What is left over then may be waiting for it.
func SetFinalizer(obj any, finalizer any) { never("a finalizer") }

// AddCleanup does nothing. What is left over then may be waiting for it.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	never("a cleanup")
	return Cleanup{}
}

func never(what string) {
	finalizers = kernel.Epoch()
	kernel.Doubt("goroutines are left over, but the program has set "+what+" of package runtime, which may end them and which the explorer never runs",
		trace.Leak, trace.Deadlock)
}
