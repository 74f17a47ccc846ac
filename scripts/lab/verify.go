package main

import (
	"flag"
	"fmt"
	"regexp"

	"racelab/internal/judge"
	"racelab/internal/syllabus"
)

// plan is what verify was asked to do.
type plan struct {
	count   int
	cpus    []int
	workers int
	only    *regexp.Regexp // matched against LAB/KIND/SLUG
}

// runs is how often each entry is judged.
func (p plan) runs() int { return p.count * len(p.cpus) }

// verify checks the course itself: every lab fails as declared, every solution
// and accepted fix passes, every rejected fix is rejected.
func (a *app) verify(args []string) error {
	p, err := a.parseVerify(args)
	if err != nil {
		return err
	}
	entries, err := a.entries(p)
	if err != nil {
		return err
	}
	a.emit(event{Event: "start", Runs: ptr(len(entries) * p.runs())})
	j, err := judge.New(a.root)
	if err != nil {
		return err
	}
	defer j.Close()
	tallies, err := a.judgeAll(j, p, entries)
	if err != nil {
		return err
	}
	return a.end(a.report(tallies, p))
}

func (a *app) parseVerify(args []string) (plan, error) {
	fs := flag.NewFlagSet("verify", flag.ContinueOnError)
	count := fs.Int("count", 1, "")
	cpu := fs.String("cpu", "1,2,4", "")
	workers := fs.Int("p", 4, "")
	only := fs.String("run", "", "")
	asJSON := fs.Bool("json", false, "")
	args, err := parse(fs, args)
	a.useJSON(*asJSON)
	switch {
	case err != nil:
		return plan{}, err
	case len(args) > 0:
		return plan{}, usagef("verify takes no lab; say: go tool lab verify -run ^%s/", args[0])
	case *count < 1:
		return plan{}, usagef("-count must be at least 1, got %d", *count)
	case *workers < 1:
		return plan{}, usagef("-p must be at least 1, got %d", *workers)
	}
	p := plan{count: *count, workers: *workers}
	if p.only, err = regexp.Compile(*only); err != nil {
		return plan{}, usagef("-run: %v; give a regular expression", err)
	}
	p.cpus, err = processors(*cpu)
	return p, err
}

// entries lists what the plan selects, in the order of the course.
func (a *app) entries(p plan) ([]entry, error) {
	var all []entry
	for _, l := range syllabus.Labs {
		for _, e := range a.bank(l) {
			if p.only.MatchString(l.Name + "/" + e.name()) {
				all = append(all, e)
			}
		}
	}
	if len(all) == 0 {
		return nil, usagef("-run %q selects nothing; names look like cakebox/rejected/one-lock-each", p.only)
	}
	return all, nil
}

func ptr[T any](v T) *T { return &v }

// finding is a broken promise, in words.
func (t *tally) finding() string {
	name := t.lab.Name + "/" + t.name()
	if t.problem != "" {
		return name + ": " + t.problem
	}
	if t.buildOutput != "" {
		return fmt.Sprintf("%s does not build:\n%s", name, t.buildOutput)
	}
	return fmt.Sprintf("%s: promised %s, kept in %d of %d runs (%s)", name, t.promise(), t.right, t.runs, t.seenWords())
}
