package survey

import (
	"fmt"
	"strings"

	"racelab/internal/trace"
)

// A Tally counts what came of tests.
type Tally struct {
	Passed, Sequential, Open, Inconclusive, Failed, Known int
	Accepted                                              int // of those that are inconclusive, with the reader's consent
	Alone                                                 int // fail without concurrency, too
	Unmade                                                int // tests that were made, and end before the calls: there is no value
	Untried                                               int // for want of time
	Cut                                                   int // of the others, cut short for want of time
	Late                                                  int // packages, for want of time
	Refused                                               int // packages that could not be explored, or do not build
	Benchmarks, Examples                                  int // not run
}

// Tally counts what came of one package.
func (f *Found) Tally() (t Tally) {
	t.Benchmarks, t.Examples = f.NotRun.Benchmarks, f.NotRun.Examples
	switch {
	case f.Late:
		t.Late++
	case f.Err != nil || f.Source != nil:
		t.Refused++
	}
	for _, r := range f.Results {
		t.count(r)
	}
	if f.Made {
		t.Unmade, t.Sequential = t.Sequential, 0
	}
	return t
}

func (t *Tally) count(r Result) {
	if r.Cut {
		t.Cut++
	}
	switch {
	case r.Untried:
		t.Untried++
	case r.Err != nil:
		t.Inconclusive++
	case r.Known && r.failed():
		t.Known++
	case r.Alone:
		t.Alone++
	case r.Report.Outcome == trace.Failed, r.Report.MustExhaust():
		t.Failed++
	case r.Report.Open():
		t.Open++
	case r.Report.Outcome != trace.Passed:
		t.Inconclusive++
		if r.Known {
			t.Accepted++
		}
	case r.Report.Sequential:
		t.Sequential++
	default:
		t.Passed++
	}
}

// Add adds what came of other tests.
func (t *Tally) Add(u Tally) {
	t.Passed += u.Passed
	t.Sequential += u.Sequential
	t.Unmade += u.Unmade
	t.Open += u.Open
	t.Inconclusive += u.Inconclusive
	t.Accepted += u.Accepted
	t.Failed += u.Failed
	t.Known += u.Known
	t.Alone += u.Alone
	t.Untried += u.Untried
	t.Cut += u.Cut
	t.Refused += u.Refused
	t.Late += u.Late
	t.Benchmarks += u.Benchmarks
	t.Examples += u.Examples
}

// Tests is how many there are.
func (t Tally) Tests() int {
	return t.Passed + t.Sequential + t.Unmade + t.Open + t.Inconclusive + t.Failed + t.Known + t.Alone + t.Untried
}

// words say how many there are of each kind of which there are any.
func (t Tally) words() string {
	return listed(
		counted{t.Failed, "failed"}, counted{t.Known, "failed as known"},
		counted{t.Passed, "passed on every schedule"}, counted{t.Sequential, "not concurrent"},
		counted{t.Unmade, "without a value, as what makes one returns an error"},
		counted{t.Alone, "that fail without concurrency, too"},
		counted{t.Open, "open: not every schedule was tried"}, counted{t.Inconclusive, "inconclusive" + t.accepted()},
		counted{t.Untried, "not tried for want of time"})
}

func (t Tally) accepted() string {
	if t.Accepted == 0 {
		return ""
	}
	return fmt.Sprintf(" (%d of them known)", t.Accepted)
}

func (t Tally) notRun() string {
	benchmarks, examples := "benchmarks", "examples that do not say what they print"
	if t.Benchmarks == 1 {
		benchmarks = "benchmark"
	}
	if t.Examples == 1 {
		examples = "example that does not say what it prints"
	}
	return listed(counted{t.Benchmarks, benchmarks}, counted{t.Examples, examples})
}

type counted struct {
	n    int
	what string
}

// listed words those of which there are any.
func listed(all ...counted) string {
	var words []string
	for _, c := range all {
		if c.n > 0 {
			words = append(words, fmt.Sprintf("%d %s", c.n, c.what))
		}
	}
	return strings.Join(words, ", ")
}
