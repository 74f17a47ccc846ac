package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"racelab/internal/judge"
	"racelab/internal/syllabus"
)

// endless is after how many runs in a row without an end no more are tried.
const endless = 5

// survey is what catches was asked to do.
type survey struct {
	labs  []syllabus.Lab
	runs  int
	cpus  []int
	limit time.Duration // of one run
}

// catch is what each tool sees of one broken lab.
type catch struct {
	lab      syllabus.Lab
	tests    []string
	vet      bool
	race     int // of raced runs of a binary built with -race
	raced    int
	leak     int // of ran runs of a plain binary, and so are the next three
	runtime  int
	check    int
	hang     int
	ran      int
	explorer judge.Result // its first run
}

// catches measures what Go's own tools see of the bodies of the explorer's
// tests, over the broken labs, beside the explorer's first run.
func (a *app) catches(args []string) error {
	s, err := a.parseCatches(args)
	if err != nil {
		return err
	}
	a.emit(event{Event: "start", Runs: ptr(len(s.labs) * s.runs)})
	j, err := judge.New(a.root)
	if err != nil {
		return err
	}
	defer j.Close()
	var all []catch
	for _, l := range s.labs {
		c, err := a.survey(j, s, l)
		a.clearLine()
		if err != nil {
			return err
		}
		all = append(all, c)
		a.emitCatch(c)
	}
	if !a.json {
		a.catchTable(all, s)
	}
	return a.end(nil)
}

func (a *app) parseCatches(args []string) (survey, error) {
	fs := flag.NewFlagSet("catches", flag.ContinueOnError)
	runs := fs.Int("runs", 200, "")
	cpu := fs.String("cpu", "1,2,4", "")
	limit := fs.Duration("limit", 5*time.Second, "")
	asJSON := fs.Bool("json", false, "")
	args, err := parse(fs, args)
	a.useJSON(*asJSON)
	switch {
	case err != nil:
		return survey{}, err
	case *runs < 1:
		return survey{}, usagef("-runs must be at least 1, got %d", *runs)
	case *limit <= 0:
		return survey{}, usagef("-limit must be a time such as 5s, got %v", *limit)
	}
	s := survey{runs: *runs, limit: *limit, labs: syllabus.Labs}
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

// survey measures one lab: with the race detector; without it, followed by
// goleak's check; and under the explorer.
func (a *app) survey(j *judge.Judge, s survey, l syllabus.Lab) (c catch, err error) {
	c.lab = l
	if c.tests, err = j.Explored(l.Name); err != nil || len(c.tests) == 0 {
		return c, err
	}
	dir, err := os.MkdirTemp("", "racelab-catches-")
	if err != nil {
		return c, err
	}
	defer os.RemoveAll(dir)
	j.More = filepath.Join(dir, "more_test.go")
	if err := os.WriteFile(j.More, []byte(fmt.Sprintf(leftBehindTest, l.Name)), 0o600); err != nil {
		return c, err
	}
	if err := a.look(j, l, true, func(b *judge.Binary) error { return a.raced(b, s, &c) }); err != nil {
		return c, err
	}
	return c, a.look(j, l, false, func(b *judge.Binary) error { return a.plain(b, s, &c) })
}

// leftBehindTest runs after the others, for its file is the last one.
const leftBehindTest = `package %s

import (
	"testing"

	"go.uber.org/goleak"
)

func TestNothingIsLeftBehind(t *testing.T) { goleak.VerifyNone(t) }
`

func (a *app) look(j *judge.Judge, l syllabus.Lab, race bool, at func(*judge.Binary) error) error {
	b, err := j.Build(a.ctx, l.Name, a.path(pristineFile(l.Name)), race)
	if err != nil {
		return err
	}
	defer b.Close()
	return at(b)
}

func (a *app) raced(b *judge.Binary, s survey, c *catch) error {
	vet, err := b.Vet(a.ctx)
	if err != nil {
		return err
	}
	c.vet = vet != ""
	return a.repeat(b, s, "-race "+c.lab.Name, c.tests, func(seen judge.Sight) {
		c.raced++
		c.race += one(seen.Race)
	})
}

func (a *app) plain(b *judge.Binary, s survey, c *catch) error {
	err := a.repeat(b, s, "go test "+c.lab.Name, append(slices.Clone(c.tests), "TestNothingIsLeftBehind"), func(seen judge.Sight) {
		c.ran++
		c.leak += one(seen.Leak)
		c.runtime += one(seen.Runtime)
		c.check += one(seen.Check)
		c.hang += one(seen.Hang)
	})
	if err != nil {
		return err
	}
	c.explorer = b.Explore(a.ctx, c.tests)
	return c.explorer.Err
}

// repeat runs tests as often as asked for, unless they never end.
func (a *app) repeat(b *judge.Binary, s survey, what string, tests []string, note func(judge.Sight)) error {
	hangs := 0
	for i := range s.runs {
		if hangs == endless && i == endless {
			return nil
		}
		a.progress(what, i, s.runs)
		seen, err := b.Look(a.ctx, tests, s.cpus[i%len(s.cpus)], s.limit)
		if err != nil {
			return err
		}
		hangs += one(seen.Hang)
		note(seen)
	}
	return nil
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// progress shows how far a survey is, while a terminal is watching.
func (a *app) progress(what string, done, of int) {
	if !a.json && isTerminal(a.err) {
		fmt.Fprintf(a.err, "\r\x1b[K%s: %d of %d", what, done, of)
	}
}
