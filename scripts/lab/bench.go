package main

import (
	"errors"
	"flag"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"racelab/internal/course"
	"racelab/internal/group"
)

// benchLimit ends a benchmark that stands still, as that of a broken lab may.
const benchLimit = time.Minute

// bench runs the benchmarks of a lab, with the learner's code and with the
// solution's, and draws them.
func (a *app) bench(args []string) error {
	fs := flag.NewFlagSet("bench", flag.ContinueOnError)
	each := fs.Duration("time", 300*time.Millisecond, "how long each benchmark runs")
	args, err := parse(fs, args)
	if err != nil {
		return err
	}
	if *each <= 0 {
		return usagef("-time is how long each benchmark runs, such as 300ms; got %v", *each)
	}
	lab, err := a.labArg("bench", args)
	if err != nil {
		return err
	}
	if files, _ := filepath.Glob(filepath.Join(a.root, "labs", lab.Name, "*_bench_test.go")); len(files) == 0 {
		return usagef("%s has no benchmarks; these have: %s", lab.Name, strings.Join(a.benched(), ", "))
	}
	var failed error
	for _, folder := range []string{"labs", "solutions"} {
		pkg := "./" + folder + "/" + lab.Name
		clear := a.status("measuring " + pkg + " …")
		figures, err := a.measure(pkg, *each)
		clear()
		a.printf("%s\n", bold(map[string]string{"labs": "your version", "solutions": "the solution"}[folder]))
		for _, line := range benchBars(figures) {
			a.printf("  %s\n", line)
		}
		if err != nil {
			a.printf("  %s\n", bad(err.Error()))
			failed = errFails
		}
		a.printf("\n")
	}
	a.printf("%s\n", dim("Times wander with whatever else the machine does; ratios of one run say more."))
	return failed
}

// benched names the labs that have benchmarks.
func (a *app) benched() (names []string) {
	for _, lab := range course.Labs {
		if files, _ := filepath.Glob(filepath.Join(a.root, "labs", lab.Name, "*_bench_test.go")); len(files) > 0 {
			names = append(names, lab.Name)
		}
	}
	return names
}

// A benchFigure is what go test says of one benchmark.
type benchFigure struct {
	name string
	ns   float64 // for each operation
}

var benchLine = regexp.MustCompile(`(?m)^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+([\d.]+) ns/op`)

// measure returns the figures of a package, as far as it came, and an error
// that says why it did not come to the end.
func (a *app) measure(pkg string, each time.Duration) (figures []benchFigure, err error) {
	cmd := exec.CommandContext(a.ctx, "go", "test", "-run=^$", "-bench=.", "-benchtime="+each.String(), "-timeout="+benchLimit.String(), pkg)
	cmd.Dir = a.root
	cmd.WaitDelay = time.Second // elsewhere than on Unix, the test binary outlives a go command that was killed, until its -timeout
	group.Own(cmd)
	out, err := cmd.CombinedOutput()
	for _, m := range benchLine.FindAllStringSubmatch(string(out), -1) {
		ns, _ := strconv.ParseFloat(m[2], 64)
		figures = append(figures, benchFigure{m[1], ns})
	}
	switch text := string(out); {
	case err == nil:
		return figures, nil
	case a.ctx.Err() != nil:
		return figures, errors.New("interrupted")
	case strings.Contains(text, "panic: test timed out"):
		return figures, fmt.Errorf("the next one did not come to an end within %v: go tool lab run %s", benchLimit, filepath.Base(pkg))
	}
	return figures, fmt.Errorf("it ended early; what go test says: go test -run=^$ -bench=. %s", pkg)
}

// benchBars draws figures beside the one whose name begins with Sequential.
func benchBars(figures []benchFigure) (lines []string) {
	const width = 30
	longest, widest, sequential := 0.0, 0, 0.0
	for _, f := range figures {
		longest, widest = max(longest, f.ns), max(widest, len(words(f.name)))
		if strings.HasPrefix(f.name, "Sequential") {
			sequential = f.ns
		}
	}
	for _, f := range figures {
		n := 1
		if longest > 0 {
			n = max(1, int(width*f.ns/longest))
		}
		times, style := "", good
		switch {
		case strings.HasPrefix(f.name, "Sequential"):
			style = bold
		case sequential > 0 && f.ns > sequential:
			times = dim(fmt.Sprintf("  %5.4g times as slow", f.ns/sequential))
		case sequential > 0 && f.ns > 0:
			times = dim(fmt.Sprintf("  %5.4g times as fast", sequential/f.ns))
		}
		took := time.Duration(f.ns).Round(max(1, time.Duration(f.ns)/1000))
		lines = append(lines, fmt.Sprintf("%-*s  %s%s %10v%s", widest, words(f.name), style(strings.Repeat("#", n)), strings.Repeat(" ", width-n), took, times))
	}
	return lines
}

// words takes a name apart: CallsInTheEvening is "calls in the evening".
func words(name string) string {
	var b strings.Builder
	before := ' '
	for _, r := range name {
		if unicode.IsUpper(r) || unicode.IsDigit(r) && !unicode.IsDigit(before) {
			b.WriteRune(' ')
		}
		b.WriteRune(unicode.ToLower(r))
		before = r
	}
	return strings.TrimSpace(b.String())
}
