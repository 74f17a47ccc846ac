package audit

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"racelab/internal/course"
)

// catchNotes say what the columns measure, fairly to each tool.
const catchNotes = `Every tool sees the same program: the bodies of the lab's explorer tests, once a run. The lab's other
tests are left out, since they are staged so that the failure is certain. A body that has a door of
the stage itself, as tally's has, helps these tools as well.
  vet       go vet, once: it does not run the program
  -race     runs in which the race detector reported something, in a binary built with -race
  goleak    runs in which goleak found a goroutine after the tests; no -race in this column and the next three
  runtime   runs that the Go runtime ended: all goroutines asleep, a panic, concurrent map use. Here -timeout
            is 0; with any other, as go test has by default, the runtime looks for no deadlock
  check     runs in which a check of the test itself failed
  no end    runs stopped after -limit (%v); go test waits 10 minutes. After %d such runs in a row no more are tried
  explorer  its first run, and what it says`

// Table prints which tool sees what.
func (s Survey) Table(out io.Writer, all []Catch) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "LAB\tPROGRAM\tVET\t-RACE\tGOLEAK\tRUNTIME\tCHECK\tNO END\tEXPLORER")
	for _, c := range all {
		row := []string{c.Lab.Name, c.Name()}
		for _, t := range c.Tools() {
			row = append(row, fmt.Sprintf("%d of %d", t.Runs, t.Of))
		}
		row = append(row, strings.Join(course.Words(c.Explorer.Verdicts()), ", "))
		if len(c.Tests) == 0 {
			row = []string{c.Lab.Name, c.Name(), "", "", "", "", "", "", "no test of it calls explore.Test"}
		}
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	w.Flush()
	fmt.Fprintf(out, "\n%s\n", summary(all))
	fmt.Fprintf(out, "\n"+catchNotes+"\n", s.Limit, endless)
	fmt.Fprintf(out, "\nGOMAXPROCS takes turns: %s. By hand, one run of each:\n", strings.Trim(fmt.Sprint(s.CPUs), "[]"))
	for _, c := range all {
		if c.Kind == course.Broken && len(c.Tests) > 0 {
			fmt.Fprintf(out, "  RACELAB_NATIVE=1 go test -race -count=1 -timeout=10s -run '^(%s)$' ./labs/%s\n", strings.Join(c.Tests, "|"), c.Lab.Name)
		}
	}
	fmt.Fprintf(out, "and the same without RACELAB_NATIVE=1 for the explorer.\n")
}

// certainty counts programs by how surely some tools see that they are broken.
type certainty struct{ certain, lucky, silent int }

// count adds one program. A tool is certain of it if it saw something in every run.
func (c *certainty) count(tools []Caught) (certain bool) {
	seen := 0
	for _, t := range tools {
		certain = certain || t.Of > 0 && t.Runs == t.Of
		seen += t.Runs
	}
	switch {
	case certain:
		c.certain++
	case seen > 0:
		c.lucky++
	default:
		c.silent++
	}
	return certain
}

// summary compares the explorer's first run with everything else.
func summary(all []Catch) string {
	var measured, explored int
	var standard, everything certainty
	var unsure []string
	for _, c := range all {
		if len(c.Tests) == 0 {
			continue
		}
		measured++
		if !c.ByExplorer() {
			continue
		}
		explored++
		standard.count([]Caught{c.vet, c.race, c.leak, c.runtime})
		if !everything.count(c.Tools()) && !slices.Contains(unsure, c.Lab.Name) {
			unsure = append(unsure, c.Lab.Name)
		}
	}
	text := fmt.Sprintf(`The explorer's first run fails %d of %d programs. Of these,
  vet, -race, goleak and the runtime are certain of %d (one of them saw something in every run), leave %d to chance, and see nothing of %d;
  with the tests' own checks and the runs without an end it is %d, %d and %d.
Labs with a program that all of these leave to chance or do not see: %d`,
		explored, measured, standard.certain, standard.lucky, standard.silent,
		everything.certain, everything.lucky, everything.silent, len(unsure))
	if len(unsure) > 0 {
		text += " (" + strings.Join(unsure, ", ") + ")"
	}
	return text + "."
}

// ByExplorer reports whether the explorer's first run found something.
func (c *Catch) ByExplorer() bool {
	return c.Explorer.Verdict != course.Pass && c.Explorer.Verdict != course.Inconclusive
}
