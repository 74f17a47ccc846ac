package survey

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"racelab/internal/console"
	"racelab/internal/render"
	"racelab/internal/trace"
)

// A Tally counts what came of tests.
type Tally struct {
	Passed, Sequential, Open, Inconclusive, Failed, Known int
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
	case r.Known:
		t.Known++
	case r.Alone:
		t.Alone++
	case r.Report.Outcome == trace.Failed, r.Report.MustExhaust():
		t.Failed++
	case r.Report.Outcome == trace.Partly:
		t.Open++
	case r.Report.Outcome != trace.Passed:
		t.Inconclusive++
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
		counted{t.Open, "open: not every schedule was tried"}, counted{t.Inconclusive, "inconclusive"},
		counted{t.Untried, "not tried for want of time"})
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

// Summary sums up a survey for a reader, in lines of that width: a table of the
// packages, if there are several, how many tests there are of each kind, what was not
// seen, and which tests failed.
func Summary(all []*Found, untested, width int) (lines []string) {
	if len(all) > 1 {
		lines = append(table(all), "")
	}
	for _, text := range remarks(all, untested) {
		lines = append(lines, console.Wrap(text, width)...)
	}
	return lines
}

func remarks(all []*Found, untested int) (lines []string) {
	total := Tally{}
	for _, f := range all {
		total.Add(f.Tally())
	}
	if total.Tests() > 1 {
		lines = append(lines, "in all: "+total.words())
	}
	if text := total.notRun(); text != "" {
		lines = append(lines, "not run: "+text)
	}
	if total.Late > 0 {
		lines = append(lines, "not tried for want of time: "+console.Count(total.Late, "package"))
	}
	if total.Cut > 0 {
		lines = append(lines, "cut short by -total: "+console.Count(total.Cut, "test"))
	}
	if total.Cut+total.Untried+total.Late > 0 {
		lines = append(lines, "the same command again goes on with what there was no time for")
	}
	if untested > 0 {
		lines = append(lines, "without tests: "+console.Count(untested, "package"))
	}
	if total.Tests() > 1 {
		lines = append(lines, whyInconclusive(all)...)
		lines = append(lines, total.seen(all)...)
	}
	return append(lines, named(all)...)
}

// mostReasons is how many reasons are told of tests that are inconclusive.
const mostReasons = 5

// whyInconclusive says in full what a list of tests has no room for.
func whyInconclusive(all []*Found) (lines []string) {
	var order []string
	tests := map[string]int{}
	for _, f := range all {
		for _, r := range f.Results {
			if r.Report == nil || r.Report.Outcome != trace.Inconclusive || r.Report.Reason == "" && r.Report.Failure == nil {
				continue
			}
			why := render.Outcome(r.Report)
			if tests[why]++; tests[why] == 1 {
				order = append(order, why)
			}
		}
	}
	slices.SortStableFunc(order, func(a, b string) int { return tests[b] - tests[a] })
	for _, why := range order[:min(len(order), mostReasons)] {
		lines = append(lines, fmt.Sprintf("%s (%s)", why, console.Count(tests[why], "test")))
	}
	return lines
}

// seen says what an outcome leaves out.
func (t Tally) seen(all []*Found) (lines []string) {
	var reports []*trace.Report
	var unseen []string
	for _, f := range all {
		for _, r := range f.Results {
			if r.Report != nil {
				reports = append(reports, r.Report)
				unseen = append(unseen, r.Report.NotSeen...)
			}
		}
	}
	slices.Sort(unseen)
	if unseen = slices.Compact(unseen); len(unseen) > 0 {
		lines = append(lines, "not seen inside: "+strings.Join(unseen, ", "))
	}
	for _, text := range render.Caveats(reports) {
		lines = append(lines, "note: "+text)
	}
	return lines
}

// named lists what a reader has to look at.
func named(all []*Found) (lines []string) {
	var failed, refused []string
	for _, f := range all {
		if f.Err != nil || f.Source != nil {
			refused = append(refused, f.Name)
		}
		for _, group := range f.failures() {
			test := group[0].Test + more(group[1:])
			switch {
			case len(all) > 1:
				failed = append(failed, f.Name+" "+test)
			case len(f.Results) > 1:
				failed = append(failed, test)
			}
		}
	}
	if len(refused) > 0 && len(all) > 1 {
		lines = append(lines, "not explored: "+strings.Join(refused, ", "))
	}
	if len(failed) > 0 {
		lines = append(lines, "failed: "+strings.Join(failed, ", "))
	}
	return lines
}

// more says that others fail in the same way.
func more(others []Result) string {
	if len(others) == 0 {
		return ""
	}
	return fmt.Sprintf(" (and %d in the same way)", len(others))
}

// table has a line for each package.
func table(all []*Found) []string {
	var text strings.Builder
	w := tabwriter.NewWriter(&text, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "failed\tpassed\tnot concurrent\topen\tinconclusive\tseconds\t  package")
	row := func(t Tally, seconds float64, name string) {
		fmt.Fprintf(w, "%d\t%d\t%d\t%d\t%d\t%.1f\t  %s\n", t.Failed+t.Known, t.Passed, t.Sequential, t.Open+t.Untried, t.Inconclusive, seconds, name)
	}
	total, seconds := Tally{}, 0.0
	for _, f := range all {
		t := f.Tally()
		total.Add(t)
		seconds += f.Seconds
		name := f.Name
		switch {
		case f.Source != nil:
			name += "  (does not build)"
		case f.Late:
			name += "  (not tried)"
		case f.Err != nil:
			name += "  (cannot be explored)"
		}
		row(t, f.Seconds, name)
	}
	row(total, seconds, "in all")
	_ = w.Flush() // a builder takes all
	return strings.Split(strings.TrimRight(text.String(), "\n"), "\n")
}
