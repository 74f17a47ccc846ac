package main

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"racelab/internal/console"
	"racelab/internal/course"
)

// notAll explains a note in the table.
const notAll = "not all: so many tests of a run passed, and had not tried every schedule by then"

// report prints the catch-rate table and the findings; it returns errFails
// when there are any.
func (a *app) report(tallies []*tally, p plan) error {
	kept := !slices.ContainsFunc(tallies, func(t *tally) bool { return !t.ok() })
	if !a.json {
		a.table(tallies)
		a.summary(tallies, p)
		for _, t := range tallies {
			if !t.ok() {
				a.printf("%s  %s\n%s", bad("FAIL"), t.finding(), ending(t.broke))
			}
		}
		if kept {
			a.printf("%s  the course keeps its promises\n", good("PASS"))
		} else {
			a.next("go tool lab verify -run LAB/KIND/SLUG", "after mending it")
		}
	}
	if !kept {
		return errFails
	}
	return nil
}

// endingLines is how much is shown of a run that broke a promise.
const endingLines = 30

// ending is the last of what such a run printed.
func ending(output string) string {
	if output == "" {
		return ""
	}
	lines := strings.Split(strings.TrimRight(output, "\n"), "\n")
	return console.Indent(lines[max(0, len(lines)-endingLines):], "      ")
}

// emitTally says how one entry did, as soon as that is known.
func (a *app) emitTally(t *tally) {
	a.emit(event{
		Event: "entry", Lab: t.Lab.Name, Kind: string(t.Kind), Fix: t.Slug, Right: ptr(t.right),
		Runs: ptr(t.runs), Seconds: t.wait.Seconds(), Seen: t.seen, Open: t.open, Output: t.buildOutput, Reports: t.reports,
	})
	if !t.ok() {
		a.emit(event{Event: "finding", Lab: t.Lab.Name, Kind: string(t.Kind), Fix: t.Slug, Message: t.finding(), Output: t.broke})
	}
}

func (a *app) table(tallies []*tally) {
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "LAB\tFIX\tPROMISE\tKEPT\tSLOWEST\tNOTE\tSEEN") // the longest last: it is not padded
	for _, t := range tallies {
		note := ""
		switch {
		case !t.ok():
			note = "FAIL"
		case t.open > 0 && t.Promise() == "passes":
			note = fmt.Sprintf("%d not all", t.open)
		}
		seen := t.seenWords()
		if t.buildOutput != "" {
			seen = "does not build"
		} else if t.Problem != "" {
			seen = "missing"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%d of %d\t%.1fs\t%s\t%s\n", t.Lab.Name, t.Name(), t.Promise(), t.right, t.runs, t.wait.Seconds(), note, seen)
	}
	w.Flush()
}

// summary adds the runs up by kind.
func (a *app) summary(tallies []*tally, p plan) {
	type sum struct{ entries, right, runs int }
	sums := map[string]*sum{}
	order := []string{"labs fail as declared", "solutions pass", "rejected fixes rejected", "accepted fixes pass"}
	titles := map[course.Kind]string{course.Broken: order[0], course.Solution: order[1], course.Rejected: order[2], course.Accepted: order[3]}
	for _, t := range tallies {
		title := titles[t.Kind]
		s := sums[title]
		if s == nil {
			s = &sum{}
			sums[title] = s
		}
		s.entries, s.right, s.runs = s.entries+1, s.right+t.right, s.runs+t.runs
	}
	a.printf("\n-count %d, -cpu %v, race detector on\n", p.count, p.cpus)
	if p.sample > 0 {
		a.printf("at most %d rejected and %[1]d accepted fixes of each lab, by chance: -sample %[1]d -seed %d for the same ones\n", p.sample, p.seed)
	}
	for _, title := range order {
		if s := sums[title]; s != nil {
			a.printf("  %-24s %d of %d runs (%d files)\n", title, s.right, s.runs, s.entries)
		}
	}
	if slices.ContainsFunc(tallies, func(t *tally) bool { return t.open > 0 && t.Promise() == "passes" }) {
		a.printf("  %s\n", notAll)
	}
	a.printf("\n")
}
