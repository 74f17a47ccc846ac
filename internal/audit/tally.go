package audit

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

	"racelab/internal/course"
	"racelab/internal/judge"
	"racelab/internal/trace"

	"golang.org/x/sync/errgroup"
)

// A Tally counts the verdicts on one entry.
type Tally struct {
	course.Entry
	BuildOutput string // what the compiler said, if it refused

	mu    sync.Mutex // guards what follows while runs are under way
	Runs  int
	Right int
	Open  int            // the most tests in one run that passed before all schedules were tried
	Wait  time.Duration  // for the slowest run
	Seen  map[string]int // the words of a verdict → runs
	Broke string         // what the first run that broke the promise printed

	First   judge.Result    `json:"-"` // what the first run came to
	Reports []*trace.Report // of the run that came to its end first, or the first that broke the promise
}

func (t *Tally) add(r judge.Result) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.Runs++
	t.Open = max(t.Open, r.Open)
	t.Wait = max(t.Wait, r.Duration)
	t.Seen[strings.Join(course.Words(r.Verdicts()), " + ")]++
	if t.Runs == 1 {
		t.First = r
	}
	right := t.Entry.Kept(r.Verdict, r.Found)
	if t.Runs == 1 || !right && t.Broke == "" {
		t.Reports = r.Reports
	}
	if right {
		t.Right++
	} else {
		t.Broke = cmp.Or(t.Broke, r.Output)
	}
}

// OK reports whether the course kept its promise about the entry.
func (t *Tally) OK() bool {
	return t.BuildOutput == "" && t.Runs > 0 && t.Right == t.Runs
}

func (t *Tally) seenWords() string {
	var words []string
	for _, w := range slices.Sorted(maps.Keys(t.Seen)) {
		words = append(words, fmt.Sprintf("%s ×%d", w, t.Seen[w]))
	}
	return strings.Join(words, ", ")
}

// Verdict is what a tally says that does not depend on how fast the runs were.
func (t *Tally) Verdict() string {
	switch {
	case t.Problem != "":
		return t.Problem
	case t.BuildOutput != "":
		return "does not build"
	}
	return fmt.Sprintf("kept in %d of %d runs (%s)", t.Right, t.Runs, t.seenWords())
}

// Judge builds every entry once and runs it as often as the plan says. At most
// p.Workers entries are under way at once, and so many builds and runs. A tool
// failure stops everything.
//
// It calls ran after so many more runs, and judged with each tally that is whole;
// both from several goroutines at once.
func (p Plan) Judge(ctx context.Context, c course.Checkout, entries []course.Entry, ran func(int), judged func(*Tally)) ([]*Tally, error) {
	j, err := judge.New(c.Root)
	if err != nil {
		return nil, err
	}
	defer j.Close()
	j.Rest = 0 // no reader waits for one file, and the machine is busy with others
	slots := make(chan struct{}, p.Workers)
	var all []*Tally
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(p.Workers)
	for _, e := range entries {
		t := &Tally{Entry: e, Seen: map[string]int{}}
		all = append(all, t)
		work.Go(func() error {
			err := p.judgeEntry(ctx, j, c.Path(t.File), t, slots, ran)
			if err == nil {
				judged(t)
			}
			return err
		})
	}
	return all, work.Wait()
}

// judgeEntry takes one of the slots for the build, and one for each run.
func (p Plan) judgeEntry(ctx context.Context, j *judge.Judge, file string, t *Tally, slots chan struct{}, ran func(int)) error {
	if ctx.Err() != nil || t.Problem != "" {
		return ctx.Err()
	}
	slots <- struct{}{}
	binary, err := j.Build(ctx, t.Lab.Name, file, !p.Bare)
	if err == nil {
		defer binary.Close()
		err = binary.Prepare(ctx)
	}
	<-slots
	var refused *judge.BuildError
	if errors.As(err, &refused) {
		t.BuildOutput = refused.Output
		ran(p.Runs())
		return nil
	}
	if err != nil {
		return err
	}
	judged := func(ctx context.Context, cpu int) error {
		slots <- struct{}{}
		defer func() { <-slots }()
		r := binary.Run(ctx, cpu)
		if r.Err == nil {
			t.add(r)
			ran(1)
		}
		return r.Err
	}
	runs, ctx := errgroup.WithContext(ctx)
	runs.SetLimit(p.Workers)
	for i := range p.Runs() {
		runs.Go(func() error { return judged(ctx, p.CPUs[i%len(p.CPUs)]) })
	}
	return runs.Wait()
}
