package demo

import (
	"bufio"
	"cmp"
	"context"
	"io"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"racelab/internal/judge"
)

// How long one native run and all of them together may take. A run is a matter
// of microseconds, unless it never ends, or sleeps on a real clock for as long
// as it was meant to sleep on a virtual one.
const (
	runLimit   = time.Second
	startLimit = 3 * time.Second // the first run of a process begins with its start
	runsLimit  = 20 * time.Second
	hopeless   = 5 // runs that were not done, and none that was
)

// counts is what came of running one test again and again, as the scheduler of
// the machine happened to have it.
type counts struct {
	wanted  int
	passed  int
	failed  int
	crashed int
	why     string // what the first of those said
	stuck   int    // not done in runLimit
	left    int    // goroutines that goleak found when all was over
}

func (c counts) done() int { return c.passed + c.failed + c.crashed + c.stuck }

// A runner runs one test again and again; others may look on.
type runner struct {
	mu     sync.Mutex
	counts counts
}

func (r *runner) now() counts {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.counts
}

// count changes the counts.
func (r *runner) count(change func(*counts)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	change(&r.counts)
}

// try runs the test until there are enough runs or the time is over. A process
// does as many as it can; one that crashes or gets stuck costs one run.
func (r *runner) try(ctx context.Context, b *judge.Binary, test string) error {
	ctx, stop := context.WithTimeout(ctx, runsLimit)
	defer stop()
	for {
		so := r.now()
		missing := so.wanted - so.done()
		if missing <= 0 || ctx.Err() != nil || so.stuck >= hopeless && so.stuck == so.done() {
			return nil
		}
		if err := r.process(ctx, b, test, missing); err != nil {
			return err
		}
	}
}

// process counts what one process does in at most n runs.
func (r *runner) process(ctx context.Context, b *judge.Binary, test string, n int) error {
	limit, stop := context.WithCancel(ctx)
	defer stop()
	cmd, kill := b.Native(limit, "-test.v", "-test.timeout=0",
		"-test.run=^"+test+"$", "-test.count="+strconv.Itoa(n))
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		return err
	}
	defer kill()
	var late atomic.Bool
	watch := time.AfterFunc(startLimit, func() { late.Store(true); stop() })
	asleep, ended, last := r.listen(out, func(ended int) {
		if ended < n {
			watch.Reset(runLimit)
		} else {
			watch.Reset(startLimit) // goleak takes its time
		}
	})
	watch.Stop()
	_ = cmd.Wait() // what it means stands in what was said
	switch {
	case ended >= n, ctx.Err() != nil: // done, or no more are wanted
	case late.Load(), asleep:
		r.count(func(c *counts) { c.stuck++ })
	default:
		r.count(func(c *counts) { c.crashed++; c.why = cmp.Or(c.why, last) })
	}
	return nil
}

// listen counts runs as they end. ended is how many did, and last why the process ended,
// if the runtime says so.
func (r *runner) listen(said io.Reader, alive func(ended int)) (asleep bool, ended int, last string) {
	lines := bufio.NewReader(said)
	for {
		line, err := lines.ReadString('\n')
		frame, test := strings.CutPrefix(line, "--- ")
		switch {
		case test:
			ended++
			alive(ended)
			if strings.HasPrefix(frame, "FAIL: ") {
				r.count(func(c *counts) { c.failed++ })
			} else {
				r.count(func(c *counts) { c.passed++ })
			}
		case strings.HasPrefix(line, "fatal error: all goroutines are asleep"):
			asleep = true
		case last == "" && (strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ")):
			last, _, _ = strings.Cut(strings.TrimSpace(line), " [recovered")
		case strings.Contains(line, "Goroutine ") && strings.Contains(line, " in state "):
			r.count(func(c *counts) { c.left++ })
		}
		if err != nil {
			return asleep, ended, last
		}
	}
}
