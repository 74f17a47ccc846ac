package stage

import (
	"runtime"
	"strconv"
	"strings"
)

// frame is one call in a goroutine's stack.
type frame struct {
	function string // as the runtime prints it, without arguments
	file     string
	line     int
}

// goroutine is one entry of a goroutine dump.
type goroutine struct {
	id     int
	state  string // "running", "chan receive", "sync.Mutex.Lock", …
	bubble bool   // whether it lives in a testing/synctest bubble
	frames []frame
	text   string // the entry as printed; equal texts mean that nothing moved
}

// goroutines returns a consistent snapshot of every goroutine in the process.
func goroutines() []goroutine {
	buf := make([]byte, 1<<16)
	for {
		n := runtime.Stack(buf, true)
		if n < len(buf) {
			return parseDump(string(buf[:n]))
		}
		buf = make([]byte, 2*len(buf))
	}
}

func parseDump(dump string) []goroutine {
	var all []goroutine
	for entry := range strings.SplitSeq(strings.TrimSpace(dump), "\n\n") {
		head, rest, _ := strings.Cut(entry, "\n")
		id, state, ok := parseHeader(head)
		if ok {
			bubble := strings.Contains(head, ", synctest bubble ")
			all = append(all, goroutine{id, state, bubble, parseFrames(strings.Split(rest, "\n")), rest})
		}
	}
	return all
}

// parseHeader reads "goroutine 7 [chan receive, 2 minutes]:". It does without
// package regexp, whose pooled machines would order the goroutines of a test
// in the eyes of the race detector.
func parseHeader(line string) (id int, state string, ok bool) {
	line, ok = strings.CutPrefix(line, "goroutine ")
	number, _, _ := strings.Cut(line, " ")
	_, state, found := strings.Cut(line, "[")
	state, _, _ = strings.Cut(state, "]")
	state, _, _ = strings.Cut(state, ",")
	state = strings.TrimSuffix(state, " (durable)")
	id, err := strconv.Atoi(number)
	return id, state, ok && found && err == nil
}

// parseFrames reads the pairs of lines, function and position, of a stack.
func parseFrames(lines []string) []frame {
	var frames []frame
	for i := 0; i+1 < len(lines); i += 2 {
		if strings.HasPrefix(lines[i], "created by ") {
			break
		}
		function := lines[i]
		if cut := strings.LastIndexByte(function, '('); cut > 0 {
			function = function[:cut]
		}
		position, _, _ := strings.Cut(strings.TrimSpace(lines[i+1]), " ")
		file, number, _ := cutLast(position, ":")
		line, _ := strconv.Atoi(number)
		frames = append(frames, frame{function, file, line})
	}
	return frames
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// waits reports whether only somebody else can make g go on. A sleeping
// goroutine does not count: its timer will wake it.
func (g goroutine) waits() bool {
	switch g.state {
	case "chan receive", "chan send", "chan receive (nil chan)", "chan send (nil chan)",
		"select", "select (no cases)", "sync.Mutex.Lock", "sync.RWMutex.Lock",
		"sync.RWMutex.RLock", "sync.WaitGroup.Wait", "sync.Cond.Wait", "coroutine",
		"synctest.Run", "synctest.Wait", "IO wait", "finalizer wait":
		return true
	case "semacquire": // which is also how the garbage collector waits until a dump is written
		return g.runs("sync.runtime_Semacquire") || g.runs("internal/poll.runtime_Semacquire")
	}
	return g.runs("os/signal.signal_recv") // idle, though it sits in a system call
}

// runs reports whether a call whose function name starts with prefix is on g's stack.
func (g goroutine) runs(prefix string) bool {
	for _, f := range g.frames {
		if strings.HasPrefix(f.function, prefix) {
			return true
		}
	}
	return false
}
