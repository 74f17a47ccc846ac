// Package child is the main of an instrumented test binary: it reads one
// request, explores one test, and writes one report.
//
// The protocol is one JSON object a line on standard output (trace.Message).
// Whatever the program under test prints goes to standard error instead.
package child

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"racelab/internal/brief"
	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
	_ "racelab/internal/sim/std/linked" // for programs that name its functions
	"racelab/internal/sim/std/racelab/explore"
	"racelab/internal/sim/std/testing"
	"racelab/internal/trace"
)

// patience is how long the program may go without an operation that the
// explorer controls.
const patience = 2 * time.Second

// Main explores the test that the request names, and exits. What tests holds are
// the functions that go test gives a meaning, by name; see collect.
func Main(tests map[string]any) {
	out := &writer{json: json.NewEncoder(os.Stdout)}
	os.Stdout = os.Stderr
	if brief.Text() == "" {
		fmt.Fprintln(os.Stderr, "this test binary is made for the schedule explorer, which tells it what to do; run the test with `go test`")
		os.Exit(2)
	}
	all, main := collect(tests)
	out.write(trace.Message{Tests: slices.Sorted(maps.Keys(all))})
	var b trace.Brief
	if err := json.Unmarshal([]byte(brief.Text()), &b); err != nil || b.Request == nil {
		out.fail(fmt.Sprintf("the request is not understood: %v", err))
	}
	req := *b.Request
	if req.Test == "" {
		os.Exit(0)
	}
	top, _, _ := strings.Cut(req.Test, "/")
	fn, ok := all[top]
	if !ok {
		out.fail("there is no test " + top + " in this package")
	}
	here, err := newStation()
	settle()
	testing.SimShort = req.Short
	allow(req)
	s := newSession(req, out, fn)
	s.main = main
	if n := workersOf(req); err == nil && n > 1 {
		s.helper = newPool(s, n, here.starter(b))
	}
	kernel.Abort, kernel.NoTest = s.abort, s.noTest
	ownTemp()
	kernel.Watch(patience)
	go watchMemory(s.abort)
	said := hear(os.Stdin, endOf[req.Interactive])
	explore.Explained = explained(out, said)
	go s.serve(said) // not here: an init function may have locked this goroutine to its thread, which coroutines cannot leave
	select {}
}

// allow tells the kernel which goroutines may stay.
func allow(req trace.Request) {
	kernel.MayStay, kernel.SetUpAt = setOf(req.MayStay), setOf(req.SetUpAt)
	if req.MayStayIn != "" {
		kernel.MayStayIn = regexp.MustCompile(req.MayStayIn).MatchString // whoever asks has compiled it
	}
}

func setOf(sites []int) map[int]bool {
	set := map[int]bool{}
	for _, site := range sites {
		set[site] = true
	}
	return set
}

// serve does what was asked for, and ends the process.
func (s *session) serve(said <-chan []byte) {
	if s.req.Interactive {
		s.converse(said)
	}
	if s.req.Worker {
		s.work(said)
	}
	report := s.explore()
	s.out.end(trace.Message{Report: report}, 0)
}

// collect puts the tests of both packages of the binary together. Fuzz targets,
// which run their seeds, and examples are tests too.
func collect(tests map[string]any) (all map[string]func(*testing.T), main func(*testing.M)) {
	all = map[string]func(*testing.T){}
	for _, some := range append(sim.MoreTests(), tests) {
		for name, fn := range some {
			switch fn := fn.(type) {
			case func(*testing.T):
				all[name] = fn
			case func(*testing.F):
				all[name] = testing.SimFuzz(fn)
			case sim.ExampleOf:
				all[name] = testing.SimExample(fn.Run, fn.Output, fn.Unordered)
			case func(*testing.M):
				main = fn
			}
		}
	}
	return all, main
}

// settle makes the process fit for exploring. Only one task runs at a time, and
// handing over is quickest on one processor. Nothing is collected during an
// execution, lest an address stand for two variables.
func settle() {
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(1)
	}
	debug.SetGCPercent(-1)
}

// workersOf returns how many processes share a search.
func workersOf(req trace.Request) int {
	switch {
	case req.Worker, req.Interactive, req.Replay != "":
		return 1
	case req.Workers > 0:
		return req.Workers
	}
	return processors
}

// processors is how many this process may use, before settle says what it needs.
var processors = runtime.GOMAXPROCS(0)

// endOf is the status with which the process ends when the parent process is gone:
// one that asks has no more questions then, and one that waits for a report never
// gets it.
var endOf = map[bool]int{true: 0, false: 3}

// writer serialises messages; the watchdog may write at any time.
type writer struct {
	mu   sync.Mutex
	json *json.Encoder
}

func (w *writer) write(m trace.Message) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.say(m)
}

// say writes a message. It may be said in the middle of an execution, and package json goes
// through values by package reflect, which is there only once.
func (w *writer) say(m trace.Message) {
	kernel.Unseen(func() error { return w.json.Encode(m) }) // an error means that nobody is left to tell
}

// end writes the last message and ends the process with status. It keeps the
// lock: whoever has something to say still, says it too late.
func (w *writer) end(m trace.Message, status int) {
	w.mu.Lock()
	w.say(m)
	os.Exit(status)
}

func (w *writer) fail(text string) { w.end(trace.Message{Error: text}, 3) }
