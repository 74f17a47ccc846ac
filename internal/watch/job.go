package watch

import (
	"context"
	"os"
	"strings"
	"sync"
	"time"
)

// A job is what takes longer than a key press: a judgement, an exploration.
// There is one at a time; what comes next cancels it, and then what it
// said is dropped.
type job struct {
	judges bool
	plays  bool   // until the next key
	what   string // "judging cakebox"
	began  time.Time
	shown  int // how much of what it said is on the screen
	cancel context.CancelFunc
	said   output
	ok     bool
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

// start runs a command for the current lab in the background.
func (w *watch) start(ctx context.Context, j *job, run Command) {
	w.cancel()
	ctx, j.cancel = context.WithCancel(ctx)
	j.began = time.Now()
	w.job = j
	l := w.lab // the loop may change its own while the job runs
	w.jobs.Go(func() {
		defer w.Keyboard.OnPanic()
		defer j.cancel()
		j.ok, j.err = run(ctx, &j.said, l)
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
	if _, err := os.Stat(w.Checkout.Path(w.lab.File())); err != nil {
		w.cancel()
		w.fileHasGone()
		return
	}
	w.start(ctx, &job{judges: true, what: "judging " + w.lab.Name}, w.Judge)
	w.working()
}

// finished shows what a job has found out.
func (w *watch) finished(j *job) {
	if j != w.job { // it was cancelled when it was just about to end
		return
	}
	w.job = nil
	said := j.said.String()
	if j.err != nil {
		said += "lab: " + j.err.Error() + "\n"
	}
	if j.judges {
		w.trouble = j.err
	}
	if j.judges && j.ok && w.Counts {
		w.moveOn(said)
		return
	}
	if j.judges {
		w.showEnd(said)
		return
	}
	w.show(said)
}
