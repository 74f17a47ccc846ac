package judge

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"racelab/internal/group"
	"racelab/internal/syllabus"
	"racelab/internal/trace"
)

// lateOutput is how long a run waits for output that a child process still
// holds open after the tests have ended.
const lateOutput = time.Second

// A Result is what one run showed.
type Result struct {
	Verdict  syllabus.Verdict
	Found    []syllabus.Verdict // everything seen, gravest first; empty on a pass
	Failed   []string           // tests that failed
	Passed   []string           // tests that passed
	Missing  []string           // tests that did neither
	Open     int                // how often a passing test says that not all schedules were tried
	Note     string             // why, where the output alone does not say it
	Output   string             // at most Judge.Output bytes
	Duration time.Duration
	// Err is set when the run gives no verdict: it could not start, or the
	// context was cancelled. Verdict is then empty.
	Err error
}

// Run runs the binary's tests once in the lab's folder, with GOMAXPROCS=cpu.
// It returns within the judge's Wall and a second or so, whatever the candidate
// does, and leaves none of its processes behind.
func (b *Binary) Run(ctx context.Context, cpu int) Result {
	e, took, err := b.start(ctx, b.judge.Wall, cpu, nil, environment())
	if err != nil {
		return Result{Err: err, Output: e.output, Duration: took}
	}
	r := classify(b.tests, e)
	r.Duration = took
	return r
}

// start runs the binary with further arguments and waits for its end.
func (b *Binary) start(ctx context.Context, wall time.Duration, cpu int, args, env []string) (ending, time.Duration, error) {
	limit, stop := context.WithTimeout(ctx, wall)
	defer stop()
	out := &capped{max: b.judge.Output, full: stop}
	cmd := exec.CommandContext(limit, b.exe, append([]string{
		"-test.v", "-test.paniconexit0", "-test.count=1", "-test.timeout=0",
		"-test.cpu=" + strconv.Itoa(max(cpu, 1))}, args...)...)
	cmd.Dir = b.cwd
	cmd.Env = append(env, trace.OverlayVar+"="+b.cover)
	cmd.WaitDelay = lateOutput
	cmd.Stdout, cmd.Stderr = out, out
	kill := group.Own(cmd)
	group.EndWithParent(cmd)

	began := time.Now()
	if err := cmd.Start(); err != nil {
		if ctx.Err() != nil {
			return ending{}, 0, ctx.Err()
		}
		return ending{}, 0, &ToolError{Err: err, Hint: "set TMPDIR to a folder in which programs may run"}
	}
	err := cmd.Wait()
	kill() // children that outlived the tests
	return ending{
		output:  b.names.Replace(out.String()),
		code:    cmd.ProcessState.ExitCode(),
		late:    err != nil && errors.Is(limit.Err(), context.DeadlineExceeded),
		flooded: out.flooded(),
		held:    errors.Is(err, exec.ErrWaitDelay),
		wall:    wall,
	}, time.Since(began), ctx.Err()
}

// environment is the caller's, less what would change a verdict.
func environment() []string {
	var env []string
	for _, kv := range os.Environ() {
		name, _, _ := strings.Cut(kv, "=")
		switch strings.ToUpper(name) {
		case "GORACE", "GODEBUG", "GOTRACEBACK", "GOMAXPROCS", "GOGC", "GOMEMLIMIT",
			trace.NativeVar, trace.RequestVar, trace.OverlayVar:
		default:
			env = append(env, kv)
		}
	}
	// The race detector otherwise sleeps for a second before it exits.
	return append(env, "GORACE=atexit_sleep_ms=0")
}
