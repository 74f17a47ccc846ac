package main

import (
	"flag"
	"fmt"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"

	"racelab/internal/command"
	"racelab/internal/console"
	"racelab/internal/growth"
)

// engineBench is what bench engine was asked for.
type engineBench struct {
	families []growth.Family
	options  growth.Options
	before   growth.Figures
	picture  string // a file, or ""
	save     string // likewise
}

// benchEngine measures how exploring grows with a program's size, and compares that with
// what is known and what was measured earlier.
func (a *app) benchEngine(args []string) error {
	b, err := a.parseBenchEngine(args)
	if err != nil {
		return err
	}
	var worse []string
	clear := a.status("building the programs …")
	last := ""
	points, err := growth.Measure(a.ctx, b.families, b.options, func(p growth.Point) {
		clear()
		f := b.family(p.Family)
		if p.Family != last {
			last = p.Family
			a.printf("%s\n%s\n", bold(f.Name+": "+f.About), dim(fmt.Sprintf("  %-5s %12s %12s %9s %9s  since %s", "n×k", "schedules", "classes", "seconds", "a second", b.before.Date)))
		}
		a.printf("  %s\n", b.row(f, p))
		if why := growth.Objection(f, p, b.before); why != "" {
			worse = append(worse, fmt.Sprintf("%s %v: %s schedules; %s", p.Family, p.Size, console.Thousands(p.Executions), why))
		}
		clear = a.status("measuring " + p.Family + " …")
	})
	clear()
	if err != nil {
		return err
	}
	if err := b.write(growth.New(machine(), a.revision(), b.options.Workers, points)); err != nil {
		return err
	}
	a.printf("%s\n", dim("Times wander with whatever else the machine does; numbers of schedules do not. The earlier ones: "+b.before.Machine+", "+console.Count(b.before.Workers, "worker")+"."))
	for _, line := range worse {
		a.printf("%s  %s\n", bad("FAIL"), line)
	}
	if len(worse) > 0 {
		return command.ErrFails
	}
	a.printf("%s  no more schedules than before, and as many as there are classes, where that is known\n", good("PASS"))
	return nil
}

func (a *app) parseBenchEngine(args []string) (b engineBench, err error) {
	fs := flag.NewFlagSet("bench engine", flag.ContinueOnError)
	which := fs.String("run", "", "only programs whose name matches this regular expression")
	fs.DurationVar(&b.options.Each, "time", 10*time.Second, "how long each size may take; a program ends with the first that takes longer")
	fs.IntVar(&b.options.Count, "count", 1, "how often each size is explored; the shortest time counts")
	workers := workersFlag(fs, "one, so that what is measured is one processor's work")
	fs.StringVar(&b.picture, "o", "", "draw it: a file whose name ends in .svg or .html")
	fs.StringVar(&b.save, "save", "", "write the figures to this file")
	against := fs.String("against", "", "compare with the figures that -save wrote to this file, not with those that the engine comes with")
	args, err = parse(fs, args)
	if err != nil {
		return b, err
	}
	pattern, err := regexp.Compile(*which)
	b.options.Workers = max(1, *workers)
	b.families = slices.DeleteFunc(growth.Families(), func(f growth.Family) bool { return err == nil && !pattern.MatchString(f.Name) })
	switch {
	case err != nil:
		return b, command.Usagef("-run takes a regular expression: %v", err)
	case len(args) > 0:
		return b, command.Usagef("bench engine takes no more words; got %q", args)
	case b.options.Each <= 0 || b.options.Count < 1:
		return b, command.Usagef("-time is how long each size may take, as 10s, and -count how often, from 1")
	case b.picture != "" && !strings.HasSuffix(b.picture, ".svg") && !strings.HasSuffix(b.picture, ".html"):
		return b, command.Usagef("-o takes a file whose name ends in .svg or .html; got %s", b.picture)
	case len(b.families) == 0:
		return b, command.Usagef("-run %s leaves no program; there are: %s", *which, familyNames())
	}
	if b.options.Build, err = a.buildConfig(); err != nil {
		return b, err
	}
	if *against == "" {
		b.before, err = growth.Earlier()
	} else if b.before, err = growth.Load(*against); err != nil {
		err = command.Usagef("-against takes a file that -save wrote: %v", err)
	}
	return b, err
}

func (b engineBench) family(name string) growth.Family {
	return b.families[slices.IndexFunc(b.families, func(f growth.Family) bool { return f.Name == name })]
}

// row is one line of the table.
func (b engineBench) row(f growth.Family, p growth.Point) string {
	classes, since := "", ""
	if n, known := f.Classes(p.Size); known {
		classes = console.Thousands(n)
	}
	schedules := console.Thousands(p.Executions)
	if !p.Whole {
		schedules = "> " + schedules
	}
	if old, ok := b.before.Of(p.Family, p.Size); ok && p.Whole && old.Whole {
		since = fmt.Sprintf("%.2f times the seconds", p.Seconds/old.Seconds)
		if old.Executions != p.Executions {
			since += ", of " + console.Thousands(old.Executions) + " schedules"
		}
	}
	return fmt.Sprintf("%-5v %12s %12s %9.3f %9s  %s", p.Size, schedules, classes, p.Seconds, console.Thousands(int(float64(p.Tried)/max(p.Seconds, 1e-6))), since)
}

// write writes what was asked for.
func (b engineBench) write(now growth.Figures) error {
	if b.picture != "" {
		if err := growth.Draw(b.picture, b.families, now, b.before); err != nil {
			return fmt.Errorf("cannot draw: %w; -o takes a file in a folder that you may write to", err)
		}
	}
	if b.save != "" {
		if err := now.Save(b.save); err != nil {
			return fmt.Errorf("cannot save: %w; -save takes a file in a folder that you may write to", err)
		}
	}
	return nil
}

func familyNames() string {
	var names []string
	for _, f := range growth.Families() {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

// machine says where figures were measured.
func machine() string {
	return fmt.Sprintf("%s/%s, %s, %s", runtime.GOOS, runtime.GOARCH, console.Count(runtime.GOMAXPROCS(0), "processor"), runtime.Version())
}
