// Package audit checks the course itself: that every broken lab fails as declared,
// that solutions and accepted fixes pass and rejected ones do not, and what other
// tools see of programs that are known to be broken.
//
// It counts what comes of repeated runs and words it in tables; it decides nothing
// that package judge has not decided.
package audit

import (
	"math/rand/v2"
	"regexp"
	"slices"

	"racelab/internal/course"
)

// A Plan says what to judge, and how often.
type Plan struct {
	Count   int
	CPUs    []int
	Workers int
	Labs    []string       // none means all that are no drafts
	Only    *regexp.Regexp // matched against LAB/KIND/SLUG
	Sample  int            // at most so many rejected and accepted fixes of each lab; 0 means all
	Seed    uint64         // which
	Bare    bool           // without the race detector
}

// Runs is how often each entry is judged.
func (p Plan) Runs() int { return p.Count * len(p.CPUs) }

// Entries lists what the plan selects, in the order of the course.
func (p Plan) Entries(c course.Checkout) []course.Entry {
	var all []course.Entry
	chance := rand.New(rand.NewPCG(p.Seed, 0))
	for _, l := range slices.Concat(course.Labs, course.Drafts) {
		if named := slices.Contains(p.Labs, l.Name); !named && (l.Draft || len(p.Labs) > 0) {
			continue
		}
		for _, e := range sampled(c.Bank(l), p.Sample, chance) {
			if p.Only.MatchString(l.Name + "/" + e.Name()) {
				all = append(all, e)
			}
		}
	}
	return all
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

// Drafts are the plan's labs that are being written.
func (p Plan) Drafts() []course.Lab {
	return slices.DeleteFunc(slices.Clone(course.Drafts), func(l course.Lab) bool { return !slices.Contains(p.Labs, l.Name) })
}
