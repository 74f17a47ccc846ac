package audit

import (
	"context"
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
// each entry, beside the explorer's first run. Those of a lab are built together, as far as
// that is possible. It calls done with each, from several goroutines at once.
func (s Survey) Measure(ctx context.Context, home course.Checkout, entries []course.Entry, done func(Catch)) ([]Catch, error) {
	j, err := judge.New(home.Root)
	if err != nil {
		return nil, err
	}
	defer j.Close()
	j.Workers, j.Leaks = 1, true // others are at work
	all := make([]Catch, len(entries))
	for i, e := range entries {
		all[i] = Catch{
			Entry: e,
			vet:   Caught{Tool: "vet"}, race: Caught{Tool: "-race"}, leak: Caught{Tool: "goleak"},
			runtime: Caught{Tool: "runtime"}, check: Caught{Tool: "check"}, hang: Caught{Tool: "no end"},
		}
	}
	m := measuring{Survey: s, judge: j, home: home, slots: make(chan struct{}, s.Workers), done: done}
	labs, ctx := errgroup.WithContext(ctx)
	labs.SetLimit(s.Workers)
	for some := range byLab(all, func(c Catch) string { return c.Lab.Name }) {
		labs.Go(func() error { return m.lab(ctx, some) })
	}
	return all, labs.Wait()
}

// A measuring is a survey under way.
type measuring struct {
	Survey
	judge *judge.Judge
	home  course.Checkout
	slots chan struct{} // one is taken for each build, and while a program is looked at
	done  func(Catch)
}

// lab looks at programs of one lab: with the race detector; without it, followed by
// goleak's check; and under the explorer.
func (m measuring) lab(ctx context.Context, all []Catch) error {
	lab := all[0].Lab.Name
	tests, err := m.judge.Explored(lab)
	if err != nil {
		return err
	}
	files := make([]string, len(all))
	for i := range all {
		files[i], all[i].Tests = m.home.Path(all[i].File), tests
	}
	if len(tests) > 0 {
		if err := m.each(ctx, lab, files, true, func(b *judge.Binary, i int) error { return m.raced(ctx, b, &all[i]) }); err != nil {
			return err
		}
		if err := m.each(ctx, lab, files, false, func(b *judge.Binary, i int) error { return m.plain(ctx, b, &all[i]) }); err != nil {
			return err
		}
	}
	for _, c := range all {
		m.done(c)
	}
	return nil
}

// each calls look with a binary of each file, of as many at a time as there are slots.
func (m measuring) each(ctx context.Context, lab string, files []string, race bool, look func(*judge.Binary, int) error) error {
	m.slots <- struct{}{}
	bank, err := m.judge.Together(ctx, lab, files, race)
	if err == nil {
		defer bank.Close()
		if !race { // with the race detector nothing is explored
			err = bank.Prepare(ctx)
		}
	}
	<-m.slots
	if err != nil {
		return err
	}
	work, ctx := errgroup.WithContext(ctx)
	for i, file := range files {
		work.Go(func() (err error) {
			m.slots <- struct{}{}
			defer func() { <-m.slots }()
			b := bank.Binary(i)
			if b == nil {
				if b, err = m.judge.Build(ctx, lab, file, race); err != nil {
					return err
				}
			}
			defer b.Close()
			return look(b, i)
		})
	}
	return work.Wait()
}

func (s Survey) raced(ctx context.Context, b *judge.Binary, c *Catch) error {
	vet, err := b.Vet(ctx)
	if err != nil {
		return err
	}
	c.vet.note(vet != "")
	return s.repeat(ctx, b, c.Tests, func(seen judge.Sight) { c.race.note(seen.Race) })
}

func (s Survey) plain(ctx context.Context, b *judge.Binary, c *Catch) error {
	err := s.repeat(ctx, b, append(slices.Clone(c.Tests), judge.LeftBehind), func(seen judge.Sight) {
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
