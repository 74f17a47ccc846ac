package program

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"racelab/internal/brief"
	"racelab/internal/build"
	"racelab/internal/group"
	"racelab/internal/linear"
	"racelab/internal/trace"
)

const (
	// lateOutput is how long the child's output is waited for after its end.
	lateOutput = time.Second

	maxLine  = 64 << 20 // of what the child may say in one message
	maxWords = 64 << 10 // of what it printed that is kept
)

// Run explores one test. progress, which may be nil, is called as the child
// goes on, from another goroutine, and never after Run has returned. The error
// is ctx.Err() if ctx ended; else it says why there is no report.
//
// Run ends a child that is silent for longer than p.Quiet, and leaves no
// process behind in any case, except, outside Unix, those that the tests start.
// If the cause of ctx's end is ErrOver, there is a report of what is known by then.
func (p *Program) Run(ctx context.Context, req trace.Request, progress func(trace.Progress)) (*trace.Report, error) {
	req.NoLockKept = req.NoLockKept || p.isLab()
	said, err := json.Marshal(trace.Brief{Request: &req, Version: p.child.Version})
	if err != nil {
		return nil, err
	}
	s := &session{test: req.Test, began: time.Now(), quiet: p.Quiet, progress: progress}
	if req.Time > 0 {
		s.quiet = max(s.quiet, req.Time+DefaultQuiet/3)
	}
	p.child.Used()
	if err := s.run(ctx, p.child.Exe, p.child.Dir, said); err != nil {
		return nil, err
	}
	if s.report.NoTest {
		return nil, &NoTestError{req.Test}
	}
	p.locate(s.report)
	if req.Replay == "" {
		p.keep(s.report)
	}
	return s.report, nil
}

// ErrOver is the cause of the end of a context in which there is no time left for a test that
// ought to have been at its end by itself.
var ErrOver = errors.New("the time is over")

// A NoTestError says that a subtest was asked for which is not there.
type NoTestError struct{ Test string }

func (e *NoTestError) Error() string {
	test, _, _ := strings.Cut(e.Test, "/")
	return fmt.Sprintf("there is no subtest %s\nhint: name one as `go test -v -run '^%s$'` prints it, or explore all with -run '^%[2]s$'", e.Test, test)
}

// A session is one run of the child.
type session struct {
	test     string
	began    time.Time
	quiet    time.Duration
	progress func(trace.Progress)

	tests  bool // the child has said which tests it has: it is instrumented
	report *trace.Report
	last   trace.Progress
	met    *trace.Met  // the latest failure that it has told of
	failed string      // the child's own word on why there is no report
	odd    tail        // lines that are no messages
	words  tail        // what it printed
	silent atomic.Bool // it was ended for being silent
}

func (s *session) run(ctx context.Context, exe, dir string, said []byte) error {
	limit, stop := context.WithCancel(ctx)
	defer stop()
	cmd, kill := s.command(limit, exe, dir, said)
	// A child that watches its standard input learns from its end that this
	// process is gone, however it went.
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return &build.Error{What: "cannot start the child process", Err: err, Hint: "set XDG_CACHE_HOME to a folder in which programs may run"}
	}
	_, _ = in.Write(said) // of a child that does not read, there is no report
	listened := make(chan struct{})
	watch := newPatience(cmd.Process.Pid, s.quiet, func() { s.silent.Store(true); stop() })
	go func() {
		defer close(listened)
		s.listen(out, in, watch.sign)
	}()
	await(limit, listened)
	watch.stop()
	in.Close()
	linger := time.AfterFunc(lateOutput, kill) // it has said all that matters
	err = cmd.Wait()
	linger.Stop()
	kill()     // processes that the tests started
	<-listened // Wait has closed the pipe
	switch {
	case ctx.Err() == nil:
		return s.conclude(cmd, err)
	case context.Cause(ctx) != ErrOver:
		return ctx.Err()
	case s.report == nil:
		s.report = s.stopped()
	}
	return nil
}

// command is the child, which must be given what is said to it as the first of its
// standard input.
func (s *session) command(ctx context.Context, exe, dir string, said []byte) (cmd *exec.Cmd, kill func()) {
	cmd = exec.CommandContext(ctx, exe)
	cmd.Dir = dir
	cmd.Env = append(childEnvironment(os.Environ()), "PWD="+dir, brief.Var+"="+strconv.Itoa(len(said)))
	cmd.WaitDelay = lateOutput
	cmd.Stderr = &s.words
	end := group.Own(cmd)
	temp, err := os.MkdirTemp("", "racelab-test")
	if err != nil {
		return cmd, end // a test that needs files there says so
	}
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} { // the last two on Windows
		cmd.Env = append(cmd.Env, name+"="+temp)
	}
	return cmd, func() {
		end()
		_ = os.RemoveAll(temp)
	}
}

// await returns when the child has said all, or will not.
func await(ctx context.Context, listened chan struct{}) {
	select {
	case <-listened:
	case <-ctx.Done(): // which kills the child
		select {
		case <-listened:
		case <-time.After(lateOutput): // something outside the group holds the pipe
		}
	}
}

// listen reads messages to the end, or to the last one, and answers those that ask.
func (s *session) listen(out io.Reader, in io.Writer, alive func()) {
	lines := bufio.NewScanner(out)
	lines.Buffer(make([]byte, 64<<10), maxLine)
	for lines.Scan() {
		alive()
		var m trace.Message
		if err := json.Unmarshal(lines.Bytes(), &m); err != nil {
			s.odd.Write(append(lines.Bytes(), '\n'))
			continue
		}
		switch {
		case m.Tests != nil:
			s.tests = true
		case m.Progress != nil:
			s.last = *m.Progress
			if s.progress != nil {
				s.progress(*m.Progress)
			}
		case m.Met != nil:
			s.met = m.Met
		case m.History != nil:
			explain(in, m.History)
		case m.Error != "":
			s.failed = m.Error
			return
		case m.Report != nil:
			s.report = m.Report
			return
		}
	}
	if err := lines.Err(); err != nil && !errors.Is(err, os.ErrClosed) {
		fmt.Fprintln(&s.odd, err)
	}
}

// explain tells the child whether some order of its calls explains a history.
func explain(in io.Writer, h *trace.History) {
	line, err := json.Marshal(trace.Explained{Explained: linear.Explains(h)})
	if err == nil {
		_, _ = in.Write(append(line, '\n')) // a child that does not read is given up when it is silent for too long
	}
}

// conclude says what it means that the child has ended.
func (s *session) conclude(cmd *exec.Cmd, waited error) error {
	said := s.odd.String() + s.words.String()
	switch {
	case s.silent.Load() && s.tests && s.report == nil:
		s.report = s.gaveUp(said)
	case s.silent.Load() && !s.tests:
		return &build.Error{What: fmt.Sprintf("the child process said nothing for %v, not even which tests it has", s.quiet), Detail: said,
			Hint: "look for an init function or a package variable that waits; if there is none, please report this"}
	case !s.tests && (waited == nil || s.odd.String() != ""):
		return &build.Error{What: "the test binary is not instrumented: it does not speak to the explorer", Detail: said,
			Hint: "remove what keeps the rewritten source out of the build, such as -overlay or -modfile in GOFLAGS"}
	case s.failed != "":
		return &build.Error{What: "the child process cannot explore " + s.test, Detail: s.failed, Hint: "run the test with `go test` first; if that works, please report this"}
	case s.report == nil:
		return &build.Error{What: fmt.Sprintf("the child process ended without a report (%v)", cmd.ProcessState), Detail: said,
			Hint: "if the tests do not end the process themselves (os.Exit, log.Fatal), please report this"}
	}
	return nil
}

func (s *session) gaveUp(said string) *trace.Report {
	reason := fmt.Sprintf("no sign of life for %v, so the exploration was stopped", s.quiet)
	if said = strings.TrimSpace(said); said != "" {
		reason += "; its last words:\n" + said
	}
	return &trace.Report{Test: s.test, Outcome: trace.Inconclusive, Reason: reason,
		Executions: s.last.Executions, Seconds: s.last.Seconds}
}

// stopped is what is known of a test for which there was no more time.
func (s *session) stopped() *trace.Report {
	took := time.Since(s.began)
	r := &trace.Report{Test: s.test, Outcome: trace.Partly, Late: true, Executions: s.last.Executions, Seconds: took.Seconds(),
		Reason: fmt.Sprintf("stopped after %v, in the middle of a schedule", took.Round(time.Second/10))}
	switch {
	case s.met != nil:
		r.Outcome = trace.Inconclusive
		r.Reason = fmt.Sprintf("stopped after %v, while a schedule on which it seems to fail (%s) was looked into; -run '^%s$' -replay '%s' shows it",
			took.Round(time.Second/10), s.met.Fault, s.test, s.met.Replay)
	case r.Executions == 0:
		r.Outcome, r.Unended = trace.Inconclusive, true
		r.Reason = fmt.Sprintf("stopped after %v, before one schedule was at its end", took.Round(time.Second/10))
	}
	return r
}

// childEnvironment is env less what would change how the child runs.
func childEnvironment(env []string) []string {
	return slices.DeleteFunc(env, func(kv string) bool {
		name, _, _ := strings.Cut(kv, "=")
		return slices.Contains([]string{"GORACE", "GODEBUG", "GOTRACEBACK", "GOMAXPROCS", "GOGC", "GOMEMLIMIT", "GOCOVERDIR", "PWD", brief.Var},
			strings.ToUpper(name))
	})
}

// A tail keeps the last maxWords bytes of what is written to it.
type tail struct {
	mu   sync.Mutex
	text []byte
	cut  bool
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, p[max(0, len(p)-maxWords):]...)
	if len(t.text) > 2*maxWords { // seldom, so that a flood costs little
		t.trim()
	}
	return len(p), nil
}

func (t *tail) trim() {
	if over := len(t.text) - maxWords; over > 0 {
		t.text, t.cut = append(t.text[:0], t.text[over:]...), true
	}
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.trim()
	if t.cut {
		return "…" + string(t.text)
	}
	return string(t.text)
}
