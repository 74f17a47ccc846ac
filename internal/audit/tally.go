package audit

import (
	"cmp"
	"context"
	"fmt"
	"iter"
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
	Alone       string // why it was not built together with others that were judged with it; "" if it was, or if there were none

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

// Judge builds every entry once, those of a lab together, and runs it as often as the
// plan says. At most p.Workers builds and runs are under way at once. A tool failure stops
// everything.
//
// It calls ran after so many more runs, and judged with each tally that is whole;
// both from several goroutines at once.
func (p Plan) Judge(ctx context.Context, c course.Checkout, entries []course.Entry, ran func(int), judged func(*Tally)) ([]*Tally, error) {
	j, err := judge.New(c.Root)
	if err != nil {
		return nil, err
	}
	defer j.Close()
	j.Rest = 0    // no reader waits for one file,
	j.Workers = 1 // and the machine is busy with others
	all := make([]*Tally, len(entries))
	for i, e := range entries {
		all[i] = &Tally{Entry: e, Seen: map[string]int{}}
	}
	o := &office{plan: p, judge: j, home: c, slots: make(chan struct{}, p.Workers), ran: ran, judged: judged}
	labs, ctx := errgroup.WithContext(ctx)
	labs.SetLimit(2) // while one lab is linked the other can run
	for some := range byLab(all, func(t *Tally) string { return t.Lab.Name }) {
		labs.Go(func() error { return o.judgeLab(ctx, some) })
	}
	return all, labs.Wait()
}

// byLab goes through those of a lab together, which are built together.
func byLab[T any](all []T, lab func(T) string) iter.Seq[[]T] {
	return func(yield func([]T) bool) {
		for from, to := 0, 0; from < len(all); from = to {
			for to = from + 1; to < len(all) && lab(all[to]) == lab(all[from]); {
				to++
			}
			if !yield(all[from:to]) {
				return
			}
		}
	}
}
