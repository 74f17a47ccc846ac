package main

import (
	"context"
	"flag"
	"math/rand/v2"
	"regexp"
	"slices"

	"racelab/internal/audit"
	"racelab/internal/command"
	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/event"
)

// verify checks the course itself: every lab fails as declared, every solution
// and accepted fix passes, every rejected fix is rejected.
func (a *app) verify(args []string) error {
	var part sharding
	p, write, err := a.parseVerify(args, &part)
	if err != nil {
		return err
	}
	if write {
		n, err := p.WriteSignatures(a.ctx, a.checkout(), func(total int) func(int) { return a.line().Bar(total, "judging").Add })
		a.clearLine()
		a.printf("%s written\n", console.Count(n, "signature"))
		return err
	}
	entries := p.Entries(a.checkout())
	if len(entries) == 0 {
		return command.Usagef("-run %q selects nothing; names look like cakebox/rejected/one-lock-each", p.Only)
	}
	if part.on() {
		return a.verifyShard(part, p, entries)
	}
	tallies, err := a.judgeAll(a.ctx, p, entries, func(*audit.Tally) {})
	if err != nil {
		return err
	}
	return a.concludeVerify(tallies, p)
}

// judgeAll judges entries, and tells of each as soon as it is done.
func (a *app) judgeAll(ctx context.Context, p audit.Plan, entries []course.Entry, judged func(*audit.Tally)) ([]*audit.Tally, error) {
	a.events.Emit(event.Event{Event: "start", Runs: ptr(len(entries) * p.Runs())})
	bar := a.line().Bar(len(entries)*p.Runs(), "judging")
	defer bar.Finish()
	return p.Judge(ctx, a.checkout(), entries, bar.Add, func(t *audit.Tally) {
		a.emitTally(t)
		judged(t)
	})
}

// concludeVerify makes the report, and the exit status.
func (a *app) concludeVerify(tallies []*audit.Tally, p audit.Plan) error {
	kept := a.report(tallies, p)
	if a.unfinished(p) || !kept {
		return a.end(command.ErrFails)
	}
	return a.end(nil)
}

// unfinished says what the drafts among the plan's labs lack, and reports whether
// that is anything.
func (a *app) unfinished(p audit.Plan) bool {
	lacking := false
	for _, l := range p.Drafts() {
		for _, what := range a.checkout().Missing(l) {
			a.events.Emit(event.Event{Event: "finding", Lab: l.Name, Message: what})
			lacking = true
		}
		a.printf("%s is a draft; still missing:\n", l.Name)
		a.sayMissing(l)
	}
	return lacking
}

func (a *app) parseVerify(args []string, part *sharding) (p audit.Plan, write bool, err error) {
	fs := flag.NewFlagSet("verify", flag.ContinueOnError)
	count := fs.Int("count", 1, "judge each fix so often, at each value of -cpu")
	cpu := fs.String("cpu", "1,2,4", "values of GOMAXPROCS")
	workers := fs.Int("p", 8, "builds and runs that go on at a time")
	only := fs.String("run", "", "only entries whose LAB/KIND/SLUG matches this regular expression")
	sample := fs.Int("sample", 0, "at most so many rejected and accepted fixes of each lab, by chance; 0 is all")
	seed := fs.Uint64("seed", 0, "which fixes -sample picks; 0 is others each time")
	fs.BoolVar(&write, "write", false, "for authors: write down how each rejected fix fails; see internal/belief")
	asJSON := fs.Bool("json", false, "print one event a line")
	part.flags(fs)
	args, err = parse(fs, args)
	a.useJSON(*asJSON)
	if err == nil {
		err = part.parse()
	}
	switch {
	case err != nil:
		return p, write, err
	case write && part.on():
		return p, write, command.Usagef("-write writes signatures, and has no shards; leave -shard out")
	case *count < 1:
		return p, write, command.Usagef("-count must be at least 1, got %d", *count)
	case *workers < 1:
		return p, write, command.Usagef("-p must be at least 1, got %d", *workers)
	case *sample < 0:
		return p, write, command.Usagef("-sample must be 0, for all fixes, or more; got %d", *sample)
	}
	p = audit.Plan{Count: *count, Workers: *workers, Sample: *sample, Seed: *seed}
	if p.Seed == 0 {
		p.Seed = rand.Uint64N(1_000_000)
	}
	if p.Only, err = regexp.Compile(*only); err != nil {
		return p, write, command.Usagef("-run: %v; give a regular expression", err)
	}
	if p.Labs, err = a.labsOf("verify", args); err == nil {
		p.CPUs, err = processors(*cpu)
	}
	return p, write, err
}

// labsOf lists the labs that the words of the command line name.
func (a *app) labsOf(command string, args []string) (names []string, err error) {
	for _, arg := range args {
		l, err := a.find().Lab(command, []string{arg})
		if err != nil {
			return nil, err
		}
		names = append(names, l.Name)
	}
	return names, nil
}

// report prints the table and the findings, and reports whether every promise was
// kept.
func (a *app) report(tallies []*audit.Tally, p audit.Plan) bool {
	kept := !slices.ContainsFunc(tallies, func(t *audit.Tally) bool { return !t.OK() })
	audit.Table(a.out, tallies)
	p.Summary(a.out, tallies)
	for _, t := range tallies {
		if !t.OK() {
			a.printf("%s  %s\n%s", bad("FAIL"), t.Finding(), t.Ending())
		}
	}
	if kept {
		a.printf("%s  the course keeps its promises\n", good("PASS"))
	} else {
		a.next("go tool lab verify -run LAB/KIND/SLUG", "after mending it")
	}
	return kept
}

// emitTally says how one entry did, as soon as that is known.
func (a *app) emitTally(t *audit.Tally) {
	a.events.Emit(event.Event{
		Event: "entry", Lab: t.Lab.Name, Kind: string(t.Kind), Fix: t.Slug, Right: ptr(t.Right),
		Runs: ptr(t.Runs), Seconds: t.Wait.Seconds(), Seen: t.Seen, Open: t.Open, BuiltAlone: t.Alone, Output: t.BuildOutput, Reports: t.Reports,
	})
	if !t.OK() {
		a.events.Emit(event.Event{Event: "finding", Lab: t.Lab.Name, Kind: string(t.Kind), Fix: t.Slug, Message: t.Finding(), Output: t.Broke})
	}
}

func ptr[T any](v T) *T { return &v }
