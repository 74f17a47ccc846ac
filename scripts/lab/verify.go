package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"time"

	"racelab/internal/course"
	"racelab/internal/judge"
)

// plan is what verify was asked to do.
type plan struct {
	count   int
	cpus    []int
	workers int
	labs    []string       // none means all
	only    *regexp.Regexp // matched against LAB/KIND/SLUG
	sample  int            // at most so many rejected and accepted fixes of each lab; 0 means all
	seed    uint64         // which
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
	j.Wall, j.Rest = 3*time.Minute, 0 // nobody waits for one file, and the machine is busy with others
	tallies, err := a.judgeAll(j, p, entries)
	if err != nil {
		return err
	}
	err = a.report(tallies, p)
	if a.unfinished(p) {
		err = errFails
	}
	return a.end(err)
}

// unfinished says what the drafts among the plan's labs lack, and reports whether
// that is anything.
func (a *app) unfinished(p plan) bool {
	lacking := false
	for _, l := range course.Drafts {
		if !slices.Contains(p.labs, l.Name) {
			continue
		}
		for _, what := range a.checkout().Missing(l) {
			a.emit(event{Event: "finding", Lab: l.Name, Message: what})
			lacking = true
		}
		if !a.json {
			a.printf("%s is a draft; still missing:\n", l.Name)
			a.sayMissing(l)
		}
	}
	return lacking
}

func (a *app) parseVerify(args []string) (plan, error) {
	fs := flag.NewFlagSet("verify", flag.ContinueOnError)
	count := fs.Int("count", 1, "judge each fix so often, at each value of -cpu")
	cpu := fs.String("cpu", "1,2,4", "values of GOMAXPROCS")
	workers := fs.Int("p", 4, "builds and runs that go on at a time")
	only := fs.String("run", "", "only entries whose LAB/KIND/SLUG matches this regular expression")
	sample := fs.Int("sample", 0, "at most so many rejected and accepted fixes of each lab, by chance; 0 is all")
	seed := fs.Uint64("seed", 0, "which fixes -sample picks; 0 is others each time")
	asJSON := fs.Bool("json", false, "print one event a line")
	args, err := parse(fs, args)
	a.useJSON(*asJSON)
	switch {
	case err != nil:
		return plan{}, err
	case *count < 1:
		return plan{}, usagef("-count must be at least 1, got %d", *count)
	case *workers < 1:
		return plan{}, usagef("-p must be at least 1, got %d", *workers)
	case *sample < 0:
		return plan{}, usagef("-sample must be 0, for all fixes, or more; got %d", *sample)
	}
	p := plan{count: *count, workers: *workers, sample: *sample, seed: *seed}
	if p.seed == 0 {
		p.seed = rand.Uint64N(1_000_000)
	}
	for _, arg := range args {
		l, err := a.labArg("verify", []string{arg})
		if err != nil {
			return p, err
		}
		p.labs = append(p.labs, l.Name)
	}
	if p.only, err = regexp.Compile(*only); err != nil {
		return plan{}, usagef("-run: %v; give a regular expression", err)
	}
	p.cpus, err = processors(*cpu)
	return p, err
}

// entries lists what the plan selects, in the order of the course.
func (a *app) entries(p plan) ([]course.Entry, error) {
	var all []course.Entry
	chance := rand.New(rand.NewPCG(p.seed, 0))
	for _, l := range slices.Concat(course.Labs, course.Drafts) {
		if named := slices.Contains(p.labs, l.Name); !named && (l.Draft || len(p.labs) > 0) {
			continue
		}
		for _, e := range sampled(a.checkout().Bank(l), p.sample, chance) {
			if p.only.MatchString(l.Name + "/" + e.Name()) {
				all = append(all, e)
			}
		}
	}
	if len(all) == 0 {
		return nil, usagef("-run %q selects nothing; names look like cakebox/rejected/one-lock-each", p.only)
	}
	return all, nil
}

// sampled keeps at most n rejected and n accepted entries, or all if n is 0.
func sampled(entries []course.Entry, n int, chance *rand.Rand) []course.Entry {
	if n == 0 {
		return entries
	}
	drop := map[string]bool{}
	for _, k := range []course.Kind{course.Rejected, course.Accepted} {
		var names []string
		for _, e := range entries {
			if e.Kind == k {
				names = append(names, e.Name())
			}
		}
		chance.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		for _, name := range names[min(n, len(names)):] {
			drop[name] = true
		}
	}
	return slices.DeleteFunc(entries, func(e course.Entry) bool { return drop[e.Name()] })
}

func ptr[T any](v T) *T { return &v }

// finding is a broken promise, in words.
func (t *tally) finding() string {
	name := t.Lab.Name + "/" + t.Name()
	if t.Problem != "" {
		return name + ": " + t.Problem
	}
	if t.buildOutput != "" {
		return fmt.Sprintf("%s does not build:\n%s", name, t.buildOutput)
	}
	return fmt.Sprintf("%s: promised %s, kept in %d of %d runs (%s)", name, t.Promise(), t.right, t.runs, t.seenWords())
}
