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
		lines = append(lines, timeOuts(all)...)
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
			why := strings.Join(append([]string{render.Outcome(r.Report)}, render.Remarks(r.Report)...), "; ")
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

// timeOuts tells of goroutines that are left if a time-out comes early, in tests that pass: a list
// has no room for what is no failure.
func timeOuts(all []*Found) (lines []string) {
	for _, f := range all {
		for _, r := range f.Results {
			if r.Report == nil {
				continue
			}
			early := slices.DeleteFunc(slices.Clone(r.Report.Remarks), func(remark trace.Remark) bool { return len(remark.Late) == 0 })
			for _, text := range render.Remarks(&trace.Report{Remarks: early}) {
				lines = append(lines, r.Test+": "+text)
			}
		}
	}
	if more := len(lines) - mostReasons; more > 0 {
		lines = append(lines[:mostReasons], fmt.Sprintf("and so in %s more", console.Count(more, "test")))
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
	if unseen = apart(unseen); len(unseen) > 0 {
		lines = append(lines, "not seen inside: "+strings.Join(unseen, ", "))
	}
	for _, text := range render.Caveats(reports) {
		lines = append(lines, "note: "+text)
	}
	return lines
}

// apart sorts packages and patterns of them, and leaves out what a pattern covers.
func apart(all []string) []string {
	slices.Sort(all)
	all = slices.Compact(all)
	return slices.DeleteFunc(slices.Clone(all), func(path string) bool {
		return slices.ContainsFunc(all, func(pattern string) bool {
			module, several := strings.CutSuffix(pattern, "/...")
			return several && path != pattern && (path == module || strings.HasPrefix(path, module+"/"))
		})
	})
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
	if leaks(all) {
		lines = append(lines, "leaks: a goroutine that is meant to stay is none with -allow-leak REGEXP, for its function or its go statement")
	}
	if len(failed) > 0 {
		lines = append(lines, "failed: "+strings.Join(failed, ", "))
	}
	return lines
}

// leaks reports whether one of several tests fails because a goroutine stays.
func leaks(all []*Found) bool {
	return slices.ContainsFunc(all, func(f *Found) bool {
		return len(f.Results) > 1 && slices.ContainsFunc(f.Results, func(r Result) bool { return r.Fails() && r.failed() && KindOf(r.Report) == trace.Leak })
	})
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
