package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/judge"
	"racelab/internal/trace"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/sync/errgroup"
)

// tally counts the verdicts on one entry.
type tally struct {
	course.Entry
	buildOutput string // what the compiler said, if it refused

	mu    sync.Mutex // guards what follows while runs are under way
	runs  int
	right int
	open  int            // the most tests in one run that passed before all schedules were tried
	wait  time.Duration  // for the slowest run; the first builds what the explorer needs
	seen  map[string]int // the words of a verdict → runs
	broke string         // what the first run that broke the promise printed

	reports []*trace.Report // of the run that came to its end first, or the first that broke the promise
}

func (t *tally) add(r judge.Result) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.runs++
	t.open = max(t.open, r.Open)
	t.wait = max(t.wait, r.Duration)
	t.seen[strings.Join(verdictWords(r), " + ")]++
	right := t.Entry.Right(r.Verdict, r.Found)
	if t.runs == 1 || !right && t.broke == "" {
		t.reports = r.Reports
	}
	if right {
		t.right++
	} else {
		t.broke = cmp.Or(t.broke, r.Output)
	}
}

// ok reports whether the course kept its promise about the entry.
func (t *tally) ok() bool {
	return t.buildOutput == "" && t.runs > 0 && t.right == t.runs
}

func (t *tally) seenWords() string {
	var words []string
	for _, w := range slices.Sorted(maps.Keys(t.seen)) {
		words = append(words, fmt.Sprintf("%s ×%d", w, t.seen[w]))
	}
	return strings.Join(words, ", ")
}

// judgeAll builds every entry once and runs it as often as the plan says. At most
// p.workers entries are under way at once, and so many builds and runs. A tool
// failure stops everything.
func (a *app) judgeAll(j *judge.Judge, p plan, entries []course.Entry) ([]*tally, error) {
	bar := a.bar(len(entries) * p.runs())
	slots := make(chan struct{}, p.workers)
	var all []*tally
	work, ctx := errgroup.WithContext(a.ctx)
	work.SetLimit(p.workers)
	for _, e := range entries {
		t := &tally{Entry: e, seen: map[string]int{}}
		all = append(all, t)
		work.Go(func() error {
			err := a.judgeEntry(ctx, j, p, t, slots, bar)
			if err == nil {
				a.emitTally(t)
			}
			return err
		})
	}
	err := work.Wait()
	_ = bar.Finish()
	return all, err
}

// judgeEntry takes one of the slots for the build, and one for each run.
func (a *app) judgeEntry(ctx context.Context, j *judge.Judge, p plan, t *tally, slots chan struct{}, bar *progressbar.ProgressBar) error {
	if ctx.Err() != nil || t.Problem != "" {
		return ctx.Err()
	}
	slots <- struct{}{}
	binary, err := j.Build(ctx, t.Lab.Name, a.path(t.File), true)
	<-slots
	var refused *judge.BuildError
	if errors.As(err, &refused) {
		t.buildOutput = refused.Output
		_ = bar.Add(p.runs())
		return nil
	}
	if err != nil {
		return err
	}
	defer binary.Close()
	judged := func(ctx context.Context, cpu int) error {
		slots <- struct{}{}
		defer func() { <-slots }()
		r := binary.Run(ctx, cpu)
		if r.Err == nil {
			t.add(r)
			_ = bar.Add(1)
		}
		return r.Err
	}
	// The first run builds what the explorer needs, and the others find that.
	if err := judged(ctx, p.cpus[0]); err != nil {
		return err
	}
	runs, ctx := errgroup.WithContext(ctx)
	runs.SetLimit(p.workers)
	for i := 1; i < p.runs(); i++ {
		runs.Go(func() error { return judged(ctx, p.cpus[i%len(p.cpus)]) })
	}
	return runs.Wait()
}

// bar shows how far verify is, on a terminal only.
func (a *app) bar(total int) *progressbar.ProgressBar {
	if a.json || !console.IsTerminal(a.err) {
		return progressbar.DefaultSilent(int64(total))
	}
	return progressbar.NewOptions(total,
		progressbar.OptionSetWriter(a.err),
		progressbar.OptionSetDescription("judging"),
		progressbar.OptionShowCount(),
		progressbar.OptionSetWidth(30),
		progressbar.OptionThrottle(100_000_000), // ten times a second is smooth enough
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionClearOnFinish(),
	)
}
