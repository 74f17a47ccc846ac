package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"racelab/internal/syllabus"
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

// catchTable prints who catches what.
func (a *app) catchTable(all []catch, s survey) {
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "LAB\tVET\t-RACE\tGOLEAK\tRUNTIME\tCHECK\tNO END\tEXPLORER")
	for _, c := range all {
		if len(c.tests) == 0 {
			fmt.Fprintf(w, "%s\t\t\t\t\t\t\tno test of it calls explore.Test\n", c.lab.Name)
			continue
		}
		of := func(k, n int) string { return fmt.Sprintf("%d of %d", k, n) }
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", c.lab.Name, of(one(c.vet), 1), of(c.race, c.raced),
			of(c.leak, c.ran), of(c.runtime, c.ran), of(c.check, c.ran), of(c.hang, c.ran), strings.Join(c.explorerWords(), ", "))
	}
	w.Flush()
	a.printf("\n"+catchNotes+"\n", s.limit, endless)
	a.printf("\nGOMAXPROCS takes turns: %s. By hand, one run of each:\n", strings.Trim(fmt.Sprint(s.cpus), "[]"))
	for _, c := range all {
		if len(c.tests) > 0 {
			a.printf("  RACELAB_NATIVE=1 go test -race -count=1 -timeout=10s -run '^(%s)$' ./labs/%s\n", strings.Join(c.tests, "|"), c.lab.Name)
		}
	}
	a.printf("and the same without RACELAB_NATIVE=1 for the explorer.\n")
}

// explorerWords are the verdicts of the explorer's first run.
func (c catch) explorerWords() []string {
	return verdictWords(c.explorer)
}

func (a *app) emitCatch(c catch) {
	a.emit(event{
		Event: "catch", Lab: c.lab.Name, Tests: c.tests,
		Catches: []caught{
			{"vet", one(c.vet), 1}, {"-race", c.race, c.raced}, {"goleak", c.leak, c.ran}, {"runtime", c.runtime, c.ran},
			{"check", c.check, c.ran}, {"no end", c.hang, c.ran}, {"explorer", one(c.explorer.Verdict != syllabus.Pass), 1},
		},
		Verdict: string(c.explorer.Verdict), Found: texts(c.explorer.Found),
	})
}
