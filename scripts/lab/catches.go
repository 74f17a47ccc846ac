package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"racelab/internal/course"
	"racelab/internal/judge"

	"golang.org/x/sync/errgroup"
)

// endless is after how many runs in a row without an end no more are tried.
const endless = 5

// survey is what catches was asked to do.
type survey struct {
	labs    []course.Lab
	fixes   bool // the rejected fixes too
	runs    int
	cpus    []int
	limit   time.Duration // of one run
	workers int
}

// catch is what each tool sees of one program that is broken.
type catch struct {
	course.Entry
	tests []string // the lab's that call explore.Test; if there are none, nothing was measured

	vet, race, leak, runtime, check, hang caught

	explorer judge.Result // its first run
}

// tools lists what was measured of other tools than the explorer.
func (c *catch) tools() []caught {
	return []caught{c.vet, c.race, c.leak, c.runtime, c.check, c.hang}
}

// note counts one more run of a tool.
func (c *caught) note(seen bool) {
	c.Of++
	if seen {
		c.Runs++
	}
}

// catches measures what Go's own tools see of the bodies of the explorer's
// tests, over the broken labs and, if asked for, the rejected fixes, beside the
// explorer's first run.
func (a *app) catches(args []string) error {
	s, err := a.parseCatches(args)
	if err != nil {
		return err
	}
	var entries []course.Entry
	for _, l := range s.labs {
		entries = append(entries, slices.DeleteFunc(a.checkout().Bank(l), func(e course.Entry) bool {
			return e.Kind != course.Broken && !(s.fixes && e.Kind == course.Rejected)
		})...)
	}
	a.emit(event{Event: "start", Runs: ptr(len(entries) * s.runs)})
	bar := a.bar(len(entries))
	all := make([]catch, len(entries))
	work, ctx := errgroup.WithContext(a.ctx)
	work.SetLimit(s.workers)
	for i, e := range entries {
		work.Go(func() (err error) {
			if all[i], err = a.survey(ctx, s, e); err == nil {
				a.emitCatch(all[i])
			}
			_ = bar.Add(1)
			return err
		})
	}
	err = work.Wait()
	_ = bar.Finish()
	if err != nil {
		return err
	}
	if !a.json {
		a.catchTable(all, s)
	}
	return a.end(nil)
}

func (a *app) parseCatches(args []string) (survey, error) {
	fs := flag.NewFlagSet("catches", flag.ContinueOnError)
	runs := fs.Int("runs", 200, "runs of each program")
	cpu := fs.String("cpu", "1,2,4", "values of GOMAXPROCS that the runs take in turn")
	limit := fs.Duration("limit", 5*time.Second, "how long one run may take")
	fixes := fs.Bool("fixes", false, "measure the rejected fixes too")
	workers := fs.Int("p", 1, "programs that are measured at a time")
	asJSON := fs.Bool("json", false, "print one event a line")
	args, err := parse(fs, args)
	a.useJSON(*asJSON)
	switch {
	case err != nil:
		return survey{}, err
	case *runs < 1:
		return survey{}, usagef("-runs must be at least 1, got %d", *runs)
	case *limit <= 0:
		return survey{}, usagef("-limit must be a time such as 5s, got %v", *limit)
	case *workers < 1:
		return survey{}, usagef("-p must be at least 1, got %d", *workers)
	}
	s := survey{runs: *runs, limit: *limit, fixes: *fixes, workers: *workers, labs: course.Labs}
	if s.cpus, err = processors(*cpu); err != nil {
		return survey{}, err
	}
	if len(args) > 0 {
		s.labs = nil
	}
	for _, name := range args {
		l, err := a.labArg("catches", []string{name})
		if err != nil {
			return survey{}, err
		}
		s.labs = append(s.labs, l)
	}
	return s, nil
}

// processors reads a list such as 1,2,4.
func processors(text string) ([]int, error) {
	var cpus []int
	for _, part := range strings.Split(text, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil || n < 1 {
			return nil, usagef("-cpu takes numbers such as 1,2,4; got %q", text)
		}
		cpus = append(cpus, n)
	}
	return cpus, nil
}

// survey measures one program: with the race detector; without it, followed by
// goleak's check; and under the explorer.
func (a *app) survey(ctx context.Context, s survey, e course.Entry) (catch, error) {
	c := catch{
		Entry: e,
		vet:   caught{Tool: "vet"}, race: caught{Tool: "-race"}, leak: caught{Tool: "goleak"},
		runtime: caught{Tool: "runtime"}, check: caught{Tool: "check"}, hang: caught{Tool: "no end"},
	}
	j, err := judge.New(a.root)
	if err != nil {
		return c, err
	}
	defer j.Close()
	if c.tests, err = j.Explored(e.Lab.Name); err != nil || len(c.tests) == 0 {
		return c, err
	}
	dir, err := os.MkdirTemp("", "racelab-catches-")
	if err != nil {
		return c, err
	}
	defer os.RemoveAll(dir)
	j.More = filepath.Join(dir, "more_test.go")
	if err := os.WriteFile(j.More, []byte(fmt.Sprintf(leftBehindTest, e.Lab.Name)), 0o600); err != nil {
		return c, err
	}
	if err := a.raced(ctx, j, s, &c); err != nil {
		return c, err
	}
	return c, a.plain(ctx, j, s, &c)
}

// leftBehindTest runs after the others, for its file is the last one.
const leftBehindTest = `package %s

import (
	"testing"

	"go.uber.org/goleak"
)

func TestNothingIsLeftBehind(t *testing.T) { goleak.VerifyNone(t) }
`

func (a *app) raced(ctx context.Context, j *judge.Judge, s survey, c *catch) error {
	b, err := j.Build(ctx, c.Lab.Name, a.path(c.File), true)
	if err != nil {
		return err
	}
	defer b.Close()
	vet, err := b.Vet(ctx)
	if err != nil {
		return err
	}
	c.vet.note(vet != "")
	return repeat(ctx, b, s, c.tests, func(seen judge.Sight) { c.race.note(seen.Race) })
}

func (a *app) plain(ctx context.Context, j *judge.Judge, s survey, c *catch) error {
	b, err := j.Build(ctx, c.Lab.Name, a.path(c.File), false)
	if err != nil {
		return err
	}
	defer b.Close()
	err = repeat(ctx, b, s, append(slices.Clone(c.tests), "TestNothingIsLeftBehind"), func(seen judge.Sight) {
		c.leak.note(seen.Leak)
		c.runtime.note(seen.Runtime)
		c.check.note(seen.Check)
		c.hang.note(seen.Hang)
	})
	if err != nil {
		return err
	}
	c.explorer = b.Explore(ctx, c.tests)
	return c.explorer.Err
}

// repeat runs tests as often as asked for, unless they never end.
func repeat(ctx context.Context, b *judge.Binary, s survey, tests []string, note func(judge.Sight)) error {
	hangs := 0
	for i := range s.runs {
		if hangs == endless && i == endless {
			return nil
		}
		seen, err := b.Look(ctx, tests, s.cpus[i%len(s.cpus)], s.limit)
		if err != nil {
			return err
		}
		if seen.Hang {
			hangs++
		}
		note(seen)
	}
	return nil
}
