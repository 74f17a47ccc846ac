package kernel

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"sync/atomic"
	"time"
)

// looks is how often Watch looks, before it gives up.
const looks = 20

// Watch calls Abort when an execution has announced nothing for patience: the
// program is in a place that the explorer does not control, such as a read
// from a network, a long computation, or a loop without an operation. Time in which
// the process got no processor does not count.
func Watch(patience time.Duration) {
	go func() {
		var still time.Duration
		for watch := newStopwatch(patience / looks); ; {
			doubted.Store(true)
			time.Sleep(watch.tick)
			still += watch.lap()
			if !executing.Load() || !doubted.Load() {
				still = 0
			}
			if still > patience {
				Abort(fmt.Sprintf("nothing that the explorer controls has happened for %v; the program is at %s", patience, whereBusy()))
			}
		}
	}()
}

// What Watch, on a goroutine of its own, may know of an execution: whether there
// is one, and whether anything has happened in it since Watch had its doubts. To
// look whether there are any costs an event next to nothing; to count for Watch
// would not.
var executing, doubted atomic.Bool

// slow says that Watch had its doubts since the latest look at the clock. Only the
// goroutine that moves asks.
var slow bool

// moved dispels the doubts of Watch.
func moved() {
	if doubted.Load() {
		doubted.Store(false)
		slow = true
		if x != nil {
			x.heed = 0
		}
	}
}

// usual is how many goroutines there are without those of workers, at the least.
var usual = math.MaxInt

func countGoroutines() { usual = min(usual, runtime.NumGoroutine()-workers) }

// Expect says that there will be n more goroutines for as long as the process lives.
func Expect(n int) {
	if usual != math.MaxInt {
		usual += n
	}
}

// guard sees to it that the code under way is that of t. A goroutine that a
// library started may call instrumented code while t waits for it. Asking who
// one is takes long, so it is only done if there are more goroutines than usual.
func (t *Task) guard() {
	if runtime.NumGoroutine()-workers > usual && t.worker != nil {
		t.identify()
	}
}

func (t *Task) identify() {
	switch n := number(); {
	case n == t.worker.number, n == coroutine:
	case pulled():
		coroutine = n
	default:
		uncontrolled()
	}
}

// coroutine is the number of the latest goroutine that pulled has said yes to:
// to look through a deep stack at each step takes long. The run-time gives no
// number twice.
var coroutine string

// pulled reports whether the goroutine under way is a coroutine of package iter,
// which runs only as part of whoever pulls. So are workers, but of these only that
// of the current task runs.
func pulled() bool {
	pcs := make([]uintptr, 64)
	n := runtime.Callers(2, pcs)
	for n == len(pcs) { // it is the outermost call that tells
		pcs = make([]uintptr, 2*n)
		n = runtime.Callers(2, pcs)
	}
	frames := runtime.CallersFrames(pcs[:n])
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "iter.Pull") {
			return true
		}
		if !more {
			return false
		}
	}
}

// number returns the run-time's number of the goroutine under way.
func number() string {
	var buf [32]byte
	text, _, _ := strings.Cut(string(buf[:runtime.Stack(buf[:], false)]), " [")
	return text
}

// whereBusy finds the learner's line in a dump of all goroutines: the first
// one with a frame of a task that does not wait for its turn.
func whereBusy() string {
	for _, stack := range Stacks() {
		lines := strings.Split(stack, "\n")
		if !RunsTask(stack) || rests(lines) {
			continue
		}
		for i := 1; i+1 < len(lines); i += 2 {
			place := strings.TrimSpace(lines[i+1])
			if !strings.HasPrefix(lines[i], simPrefix) && !standard(place) {
				place, _, _ = strings.Cut(place, " +0x")
				return place
			}
		}
	}
	return "an unknown place"
}

// rests reports whether the lines of a stack trace are those of a goroutine that the kernel
// lets rest, and not of one that waits for a coroutine of the program.
func rests(lines []string) bool {
	return len(lines) > 3 && strings.HasPrefix(lines[1], "iter.Pull") && strings.HasPrefix(lines[3], simPrefix+"/kernel.")
}
