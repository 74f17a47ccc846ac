package main

import (
	"flag"
	"slices"
	"strings"
	"time"

	"racelab/internal/bench"
	"racelab/internal/command"
)

// bench runs the benchmarks of a lab, with the learner's code and with the
// solution's, and draws them; or it measures the explorer.
func (a *app) bench(args []string) error {
	if len(args) > 0 && args[0] == "engine" {
		return a.benchEngine(args[1:])
	}
	fs := flag.NewFlagSet("bench", flag.ContinueOnError)
	each := fs.Duration("time", 300*time.Millisecond, "how long each benchmark runs")
	args, err := parse(fs, args)
	if err != nil {
		return err
	}
	if *each <= 0 {
		return command.Usagef("-time is how long each benchmark runs, such as 300ms; got %v", *each)
	}
	lab, err := a.find().Lab("bench", args)
	if err != nil {
		return err
	}
	if benched := bench.Labs(a.checkout()); !slices.Contains(benched, lab.Name) {
		return command.Usagef("%s has no benchmarks; these have: %s", lab.Name, strings.Join(benched, ", "))
	}
	var failed error
	for _, folder := range []string{"labs", "solutions"} {
		pkg := "./" + folder + "/" + lab.Name
		clear := a.status("measuring " + pkg + " …")
		figures, err := bench.Measure(a.ctx, a.checkout(), pkg, *each)
		clear()
		a.printf("%s\n", bold(map[string]string{"labs": "your version", "solutions": "the solution"}[folder]))
		for _, line := range bench.Bars(figures) {
			a.printf("  %s\n", line)
		}
		if err != nil {
			a.printf("  %s\n", bad(err.Error()))
			failed = command.ErrFails
		}
		a.printf("\n")
	}
	a.printf("%s\n", dim("Times wander with whatever else the machine does; ratios of one run say more."))
	return failed
}
