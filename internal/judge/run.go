package judge

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"

	"racelab/internal/brief"
	"racelab/internal/course"
	"racelab/internal/trace"
)

// lateOutput is how long a run waits for output that a child process still
// holds open after the tests have ended.
const lateOutput = time.Second

// A Result is what one run showed.
type Result struct {
	Verdict  course.Verdict
	Found    []course.Verdict // everything seen, gravest first; empty on a pass
	Failed   []string         // tests that failed
	Passed   []string         // tests that passed
	Missing  []string         // tests that did neither
	Open     int              // how often a passing test says that not all schedules were tried
	Unproven []string         // tests made for schedules without a report that lets them pass
	Reports  []*trace.Report  // what explore.Test found, in the order of the run
	Said     []string         // what the stage and the tests said of the faults that they saw themselves
	Quotes   []string         // the messages of the first test that failed
	Places   []string         // the lines of the lab's file that matter, as labs/NAME/NAME.go:LINE
	Note     string           // why, where the output alone does not say it
	Output   string           // at most Judge.Output bytes
	Duration time.Duration
	Lasts    bool      // another run would come to the same, as far as the explorer has judged it
	Judged   time.Time // when, if that was at an earlier time; see Known
	// Err is set when the run gives no verdict: it could not start, or the
	// context was cancelled. Verdict is then empty.
	Err error
}

// Verdicts lists the chief verdict first, then what else was found.
func (r Result) Verdicts() []course.Verdict {
	all := []course.Verdict{r.Verdict}
	for _, v := range r.Found {
		if !slices.Contains(all, v) {
			all = append(all, v)
		}
	}
	return all
}

// Run runs the binary's tests once in the lab's folder, with GOMAXPROCS=cpu.
// It returns within the judge's Wall and a second or so, whatever the candidate
// does, and leaves none of its processes behind.
func (b *Binary) Run(ctx context.Context, cpu int) Result {
	return b.judged(ctx, cpu, b.tests.tests, b.tests.explored)
}

// judged runs the binary with further arguments and reaches the verdict.
func (b *Binary) judged(ctx context.Context, cpu int, tests, explored []string, args ...string) Result {
	began := time.Now()
	x, err := b.explored(ctx, explored)
	if err != nil {
		return Result{Err: err}
	}
	e := ending{late: true, wall: b.judge.Wall, evidence: x.known()}
	if !x.isLate() {
		e, err = b.start(ctx, b.judge.Wall, cpu, x, args)
	}
	if err == nil {
		err = x.end()
	}
	took := time.Since(began)
	if err != nil {
		return Result{Err: err, Output: unmarked(e.output), Duration: took}
	}
	r := classify(tests, explored, e)
	if r.Verdict != course.Pass {
		r.Quotes, r.Places = quotes(e.output, r.Reports), b.places(e, r.Reports)
	}
	r.Duration, r.Lasts = took, lasts(r, e)
	return r
}

// start runs the binary with further arguments and waits for its end, and that of x, which
// finds out about its tests meanwhile or has done so; nil keeps the explorer away.
func (b *Binary) start(ctx context.Context, wall time.Duration, cpu int, x *exploration, args []string) (ending, error) {
	limit, stop := context.WithTimeout(ctx, wall)
	defer stop()
	h, err := b.open(x)
	if err != nil {
		return ending{}, err
	}
	out := &capped{max: b.judge.Output, full: stop}
	cmd, kill := b.command(limit, h, append([]string{
		"-test.v=test2json", "-test.paniconexit0", "-test.count=1", "-test.timeout=0",
		"-test.cpu=" + strconv.Itoa(max(cpu, 1))}, args...))
	cmd.Stdout, cmd.Stderr = out, out

	if err := cmd.Start(); err != nil {
		if ctx.Err() != nil {
			return ending{}, ctx.Err()
		}
		return ending{}, &ToolError{Err: err, Hint: "set TMPDIR to a folder in which programs may run"}
	}
	enough := h.settles(limit, b.judge.Rest, stop) // not before: a failure may be known already
	err = cmd.Wait()
	kill() // children that outlived the tests
	evidence := h.close()
	return ending{
		output:   b.names.Replace(out.String()),
		evidence: evidence,
		code:     cmd.ProcessState.ExitCode(),
		enough:   err != nil && (enough.Load() || h.cut()),
		late:     h.late() || err != nil && errors.Is(limit.Err(), context.DeadlineExceeded),
		flooded:  out.flooded(),
		held:     errors.Is(err, exec.ErrWaitDelay),
		altered:  b.sealed.broken(),
		wall:     wall,
	}, ctx.Err()
}

// environment is the caller's, less what would change a verdict.
func environment() []string {
	var env []string
	for _, kv := range os.Environ() {
		name, _, _ := strings.Cut(kv, "=")
		switch strings.ToUpper(name) {
		case "GORACE", "GODEBUG", "GOTRACEBACK", "GOMAXPROCS", "GOGC", "GOMEMLIMIT",
			brief.NativeVar, brief.Var:
		default:
			env = append(env, kv)
		}
	}
	// The race detector otherwise sleeps for a second before it exits.
	return append(env, "GORACE=atexit_sleep_ms=0")
}
