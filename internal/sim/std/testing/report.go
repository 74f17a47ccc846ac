package testing

import (
	"fmt"
	"io"
	"runtime"
	"strings"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// Fail fails the test and goes on.
func (t *T) Fail() { t.fail("") }

// Error is Log and Fail.
func (t *T) Error(args ...any) { t.sayAndFail(fmt.Sprintln(args...)) }

// Errorf is Logf and Fail.
func (t *T) Errorf(format string, args ...any) { t.sayAndFail(fmt.Sprintf(format, args...)) }

// Fatal is Log and FailNow.
func (t *T) Fatal(args ...any) {
	t.sayAndFail(fmt.Sprintln(args...))
	t.exit()
}

// Fatalf is Logf and FailNow.
func (t *T) Fatalf(format string, args ...any) {
	t.sayAndFail(fmt.Sprintf(format, args...))
	t.exit()
}

// Log keeps what it is given for a replay.
func (t *T) Log(args ...any) { t.log(fmt.Sprintln(args...)) }

// Logf keeps what it is given for a replay.
func (t *T) Logf(format string, args ...any) { t.log(fmt.Sprintf(format, args...)) }

// Skip is Log and SkipNow.
func (t *T) Skip(args ...any) {
	t.log(fmt.Sprintln(args...))
	t.SkipNow()
}

// Skipf is Logf and SkipNow.
func (t *T) Skipf(format string, args ...any) {
	t.log(fmt.Sprintf(format, args...))
	t.SkipNow()
}

// Attr checks key and value; they are not kept.
func (t *T) Attr(key, value string) {
	switch {
	case len(strings.Fields(key)) != 1 || strings.Fields(key)[0] != key:
		t.Errorf("disallowed whitespace in attribute key %q", key)
	case strings.ContainsAny(value, "\r\n"):
		t.Errorf("disallowed newline in attribute value %q", value)
	}
}

// Output returns a writer to the log.
func (t *T) Output() io.Writer { return logWriter{t} }

type logWriter struct{ t *T }

func (w logWriter) Write(p []byte) (int, error) {
	w.t.log(string(p))
	return len(p), nil
}

func (t *T) log(text string) {
	t.used("logs")
	t.keep(text)
}

// mayLog panics after the end of the test. After that of a subtest its parent logs
// for it. What fails the test is told as that, and is no part of the log.
func (t *T) mayLog(text string) {
	alive := t
	for alive != nil && alive.done {
		alive = alive.parent
	}
	if alive == nil {
		panic("Log in goroutine after " + t.name + " has completed: " + text)
	}
}

// keep adds a line to the log.
func (t *T) keep(text string) {
	t.mayLog(text)
	if !kernel.Recording() || t.madeUp() {
		return
	}
	var pcs [32]uintptr
	at := kernel.Learner(pcs[:runtime.Callers(2, pcs[:])])
	fmt.Fprintf(&output, "%s: %v: %s\n", t.name, at, strings.TrimSuffix(text, "\n"))
}

func (t *T) sayAndFail(text string) {
	t.used("fails")
	t.mayLog(text)
	if kernel.Ours(text) {
		kernel.Doubt("the failure tells of functions of the explorer: the program looks at its own stack, where they stand too", trace.Assertion)
	}
	t.become(strings.TrimSuffix(text, "\n"))
}

func (t *T) fail(text string) {
	t.used("fails")
	t.become(text)
}

// become records a failure with or without a text of its own. FailNow after Errorf
// is not another one.
func (t *T) become(text string) {
	before := t.failed
	for p := t; p != nil; p = p.parent {
		p.failed = true
	}
	if t.done {
		panic("Fail in goroutine after " + t.name + " has completed")
	}
	switch {
	case t.madeUp():
	case text != "":
		kernel.Fail(trace.Assertion, text)
	case !before:
		kernel.Fail(trace.Assertion, t.name+" failed without a message")
	}
}
