package main

import (
	"context"
	"errors"
	"os"
	"strings"
	"sync"
)

// A job is what takes longer than a key press: a judgement, an exploration.
// There is one at a time; what comes next cancels it, and then what it
// said is dropped.
type job struct {
	judges bool
	cancel context.CancelFunc
	said   output
	err    error
}

// An output collects what a job says until it is shown in one piece.
type output struct {
	mu   sync.Mutex
	text strings.Builder
}

func (o *output) Write(text []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(text)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// start runs a job in the background. It gets an app of its own that it may
// print to.
func (w *watch) start(ctx context.Context, j *job, run func(*app) error) {
	w.cancel()
	ctx, j.cancel = context.WithCancel(ctx)
	w.job = j
	inside := *w.app
	inside.ctx, inside.out, inside.err = ctx, &j.said, &j.said
	w.jobs.Go(func() {
		defer w.console.OnPanic()
		defer j.cancel()
		j.err = run(&inside)
		select {
		case w.done <- j:
		case <-ctx.Done():
		}
	})
}

// cancel ends the job that is under way, if there is one.
func (w *watch) cancel() {
	if w.job != nil {
		w.job.cancel()
		w.job = nil
	}
}

func (w *watch) judge(ctx context.Context) {
	w.fresh = false
	if _, err := os.Stat(w.app.path(w.lab.File())); err != nil {
		w.cancel()
		w.fileHasGone()
		return
	}
	l, race := w.lab, w.race // the loop may change its own while the job runs
	w.start(ctx, &job{judges: true}, func(a *app) error { return a.judgeFile(l, race, false) })
	w.working("judging")
}

// finished shows what a job has found out.
func (w *watch) finished(j *job) {
	if j != w.job { // it was cancelled when it was just about to end
		return
	}
	w.job = nil
	said := j.said.String()
	failed := errors.Is(j.err, errFails)
	if j.err != nil && !failed && !errors.Is(j.err, errUnsettled) {
		said += "lab: " + j.err.Error() + "\n"
	}
	if j.judges {
		w.trouble = j.err
		if failed {
			w.trouble = nil
		}
	}
	switch {
	case j.judges && j.err == nil && w.race:
		w.moveOn(said)
	default:
		w.show(said)
	}
}
