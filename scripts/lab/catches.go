package main

import (
	"flag"
	"strconv"
	"strings"
	"time"

	"racelab/internal/audit"
	"racelab/internal/command"
	"racelab/internal/course"
	"racelab/internal/event"
)

// catches measures what Go's own tools see of the bodies of the explorer's
// tests, over the broken labs and, if asked for, the rejected fixes, beside the
// explorer's first run.
func (a *app) catches(args []string) error {
	s, err := a.parseCatches(args)
	if err != nil {
		return err
	}
	entries := s.Entries(a.checkout())
	a.events.Emit(event.Event{Event: "start", Runs: ptr(len(entries) * s.Runs)})
	bar := a.line().Bar(len(entries), "judging")
	all, err := s.Measure(a.ctx, a.checkout(), entries, func(c audit.Catch) {
		a.emitCatch(c)
		bar.Add(1)
	})
	bar.Finish()
	if err != nil {
		return err
	}
	s.Table(a.out, all)
	return a.end(nil)
}

func (a *app) emitCatch(c audit.Catch) {
	e := event.Event{
		Event: "catch", Lab: c.Lab.Name, Kind: string(c.Kind), Fix: c.Slug, Tests: c.Tests,
		Verdict: string(c.Explorer.Verdict), Found: course.Words(c.Explorer.Found),
	}
	if len(c.Tests) > 0 {
		e.Catches = c.All()
	}
	a.events.Emit(e)
}

func (a *app) parseCatches(args []string) (audit.Survey, error) {
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
		return audit.Survey{}, err
	case *runs < 1:
		return audit.Survey{}, command.Usagef("-runs must be at least 1, got %d", *runs)
	case *limit <= 0:
		return audit.Survey{}, command.Usagef("-limit must be a time such as 5s, got %v", *limit)
	case *workers < 1:
		return audit.Survey{}, command.Usagef("-p must be at least 1, got %d", *workers)
	}
	s := audit.Survey{Runs: *runs, Limit: *limit, Fixes: *fixes, Workers: *workers, Labs: course.Labs}
	if s.CPUs, err = processors(*cpu); err != nil {
		return audit.Survey{}, err
	}
	if len(args) > 0 {
		s.Labs = nil
	}
	for _, name := range args {
		l, err := a.find().Lab("catches", []string{name})
		if err != nil {
			return audit.Survey{}, err
		}
		s.Labs = append(s.Labs, l)
	}
	return s, nil
}

// processors reads a list such as 1,2,4.
func processors(text string) ([]int, error) {
	var cpus []int
	for _, part := range strings.Split(text, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil || n < 1 {
			return nil, command.Usagef("-cpu takes numbers such as 1,2,4; got %q", text)
		}
		cpus = append(cpus, n)
	}
	return cpus, nil
}
