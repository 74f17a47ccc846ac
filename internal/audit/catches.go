package audit

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"racelab/internal/course"
	"racelab/internal/judge"

	"golang.org/x/sync/errgroup"
)

// endless is after how many runs in a row without an end no more are tried.
const endless = 5

// A Survey says what to measure, and how often.
type Survey struct {
	Labs    []course.Lab
	Fixes   bool // the rejected fixes too
	Runs    int
	CPUs    []int
	Limit   time.Duration // of one run
	Workers int
}

// Caught says in how many of its runs a tool saw something.
type Caught struct {
	Tool string `json:"tool"`
	Runs int    `json:"caught"`
	Of   int    `json:"of"`
}

// A Catch is what each tool sees of one program that is broken.
type Catch struct {
	course.Entry
	Tests []string // the lab's that call explore.Test; if there are none, nothing was measured

	vet, race, leak, runtime, check, hang Caught

	Explorer judge.Result // its first run
}

// Tools lists what was measured of other tools than the explorer.
func (c *Catch) Tools() []Caught {
	return []Caught{c.vet, c.race, c.leak, c.runtime, c.check, c.hang}
}

// All are the tools and the explorer.
func (c *Catch) All() []Caught {
	explorer := Caught{Tool: "explorer"}
	explorer.note(c.ByExplorer())
	return append(c.Tools(), explorer)
}

// note counts one more run of a tool.
func (c *Caught) note(seen bool) {
	c.Of++
	if seen {
		c.Runs++
	}
}

// Entries are the programs that the survey measures.
func (s Survey) Entries(c course.Checkout) []course.Entry {
	var entries []course.Entry
	for _, l := range s.Labs {
		entries = append(entries, slices.DeleteFunc(c.Bank(l), func(e course.Entry) bool {
			return e.Kind != course.Broken && !(s.Fixes && e.Kind == course.Rejected)
		})...)
	}
	return entries
}

// Measure tells what Go's own tools see of the bodies of the explorer's tests, of
// each entry, beside the explorer's first run. It calls done with each, from
// several goroutines at once.
func (s Survey) Measure(ctx context.Context, c course.Checkout, entries []course.Entry, done func(Catch)) ([]Catch, error) {
	all := make([]Catch, len(entries))
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(s.Workers)
	for i, e := range entries {
		work.Go(func() (err error) {
			if all[i], err = s.measure(ctx, c, e); err == nil {
				done(all[i])
			}
			return err
		})
	}
	return all, work.Wait()
}

// measure looks at one program: with the race detector; without it, followed by
// goleak's check; and under the explorer.
func (s Survey) measure(ctx context.Context, home course.Checkout, e course.Entry) (Catch, error) {
	c := Catch{
		Entry: e,
		vet:   Caught{Tool: "vet"}, race: Caught{Tool: "-race"}, leak: Caught{Tool: "goleak"},
		runtime: Caught{Tool: "runtime"}, check: Caught{Tool: "check"}, hang: Caught{Tool: "no end"},
	}
	j, err := judge.New(home.Root)
	if err != nil {
		return c, err
	}
	defer j.Close()
	j.Workers = 1 // others are at work
	if c.Tests, err = j.Explored(e.Lab.Name); err != nil || len(c.Tests) == 0 {
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
	if err := s.raced(ctx, j, home.Path(c.File), &c); err != nil {
		return c, err
	}
	return c, s.plain(ctx, j, home.Path(c.File), &c)
}

// leftBehindTest runs after the others, for its file is the last one.
const leftBehindTest = `package %s

import (
	"testing"

	"go.uber.org/goleak"
)

func TestNothingIsLeftBehind(t *testing.T) { goleak.VerifyNone(t) }
`

func (s Survey) raced(ctx context.Context, j *judge.Judge, file string, c *Catch) error {
	b, err := j.Build(ctx, c.Lab.Name, file, true)
	if err != nil {
		return err
	}
	defer b.Close()
	vet, err := b.Vet(ctx)
	if err != nil {
		return err
	}
	c.vet.note(vet != "")
	return s.repeat(ctx, b, c.Tests, func(seen judge.Sight) { c.race.note(seen.Race) })
}

func (s Survey) plain(ctx context.Context, j *judge.Judge, file string, c *Catch) error {
	b, err := j.Build(ctx, c.Lab.Name, file, false)
	if err != nil {
		return err
	}
	defer b.Close()
	err = s.repeat(ctx, b, append(slices.Clone(c.Tests), "TestNothingIsLeftBehind"), func(seen judge.Sight) {
		c.leak.note(seen.Leak)
		c.runtime.note(seen.Runtime)
		c.check.note(seen.Check)
		c.hang.note(seen.Hang)
	})
	if err != nil {
		return err
	}
	c.Explorer = b.Explore(ctx, c.Tests)
	return c.Explorer.Err
}

// repeat runs tests as often as asked for, unless they never end.
func (s Survey) repeat(ctx context.Context, b *judge.Binary, tests []string, note func(judge.Sight)) error {
	hangs := 0
	for i := range s.Runs {
		if hangs == endless && i == endless {
			return nil
		}
		seen, err := b.Look(ctx, tests, s.CPUs[i%len(s.CPUs)], s.Limit)
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
