package audit

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"racelab/internal/console"
	"racelab/internal/course"
)

// notAll explains a note in the table.
const notAll = "not all: so many tests of a run passed, and had not tried every schedule by then"

// endingLines is how much is shown of a run that broke a promise.
const endingLines = 30

// Ending is the last of what such a run printed.
func (t *Tally) Ending() string {
	if t.Broke == "" {
		return ""
	}
	lines := strings.Split(strings.TrimRight(t.Broke, "\n"), "\n")
	return console.Indent(lines[max(0, len(lines)-endingLines):], "      ")
}

// Table prints how often the course kept each promise.
func Table(out io.Writer, tallies []*Tally) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "LAB\tFIX\tPROMISE\tKEPT\tSLOWEST\tNOTE\tSEEN") // the longest last: it is not padded
	for _, t := range tallies {
		note := ""
		switch {
		case !t.OK():
			note = "FAIL"
		case t.Open > 0 && t.Promise() == "passes":
			note = fmt.Sprintf("%d not all", t.Open)
		}
		seen := t.seenWords()
		if t.BuildOutput != "" {
			seen = "does not build"
		} else if t.Problem != "" {
			seen = "missing"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%d of %d\t%.1fs\t%s\t%s\n", t.Lab.Name, t.Name(), t.Promise(), t.Right, t.Runs, t.Wait.Seconds(), note, seen)
	}
	w.Flush()
}

// Summary adds the runs up by kind.
func (p Plan) Summary(out io.Writer, tallies []*Tally) {
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
		s.entries, s.right, s.runs = s.entries+1, s.right+t.Right, s.runs+t.Runs
	}
	fmt.Fprintf(out, "\n-count %d, -cpu %v, race detector on\n", p.Count, p.CPUs)
	if p.Sample > 0 {
		fmt.Fprintf(out, "at most %d rejected and %[1]d accepted fixes of each lab, by chance: -sample %[1]d -seed %d for the same ones\n", p.Sample, p.Seed)
	}
	for _, title := range order {
		if s := sums[title]; s != nil {
			fmt.Fprintf(out, "  %-24s %d of %d runs (%d files)\n", title, s.right, s.runs, s.entries)
		}
	}
	if slices.ContainsFunc(tallies, func(t *Tally) bool { return t.Open > 0 && t.Promise() == "passes" }) {
		fmt.Fprintf(out, "  %s\n", notAll)
	}
	alone(out, tallies)
	fmt.Fprintf(out, "\n")
}

// alone says what was built alone, and why.
func alone(out io.Writer, tallies []*Tally) {
	names := map[string][]string{}
	var order []string
	for _, t := range tallies {
		if t.Alone == "" {
			continue
		}
		group := t.Lab.Name + ": " + t.Alone
		if names[group] == nil {
			order = append(order, group)
		}
		names[group] = append(names[group], t.Name())
	}
	if len(order) > 0 {
		fmt.Fprintln(out, "  the files of a lab are built together; these were built alone:")
	}
	for _, group := range order {
		for _, line := range console.Wrap(group+" ("+strings.Join(names[group], ", ")+")", console.Prose(4)) {
			fmt.Fprintf(out, "    %s\n", line)
		}
	}
}

// Finding is a broken promise, in words.
func (t *Tally) Finding() string {
	name := t.Lab.Name + "/" + t.Name()
	if t.Problem != "" {
		return name + ": " + t.Problem
	}
	if t.BuildOutput != "" {
		return fmt.Sprintf("%s does not build:\n%s", name, t.BuildOutput)
	}
	return fmt.Sprintf("%s: promised %s, kept in %d of %d runs (%s)", name, t.Promise(), t.Right, t.Runs, t.seenWords())
}
