// Package bench measures the benchmarks of a package and draws them beside each
// other.
package bench

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/group"
)

// limit ends a benchmark that stands still, as that of a broken lab may.
const limit = time.Minute

// Labs names the labs that have benchmarks.
func Labs(c course.Checkout) (names []string) {
	for _, name := range course.Names() {
		if files, _ := filepath.Glob(c.Path(filepath.Join("labs", name, "*_bench_test.go"))); len(files) > 0 {
			names = append(names, name)
		}
	}
	return names
}

// A Figure is what go test says of one benchmark.
type Figure struct {
	name string
	ns   float64 // for each operation
}

// line is how go test prints a benchmark.
var line = regexp.MustCompile(`(?m)^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+([\d.]+) ns/op`)

// Measure runs each benchmark of a package of the course for so long. It returns
// the figures, as far as it came, and an error that says why it did not come to
// the end.
func Measure(ctx context.Context, c course.Checkout, pkg string, each time.Duration) (figures []Figure, err error) {
	cmd := exec.CommandContext(ctx, "go", "test", "-run=^$", "-bench=.", "-benchtime="+each.String(), "-timeout="+limit.String(), pkg)
	cmd.Dir = c.Root
	cmd.WaitDelay = time.Second // elsewhere than on Unix, the test binary outlives a go command that was killed, until its -timeout
	group.Own(cmd)
	group.EndWithParent(cmd)
	out, err := cmd.CombinedOutput()
	for _, m := range line.FindAllStringSubmatch(string(out), -1) {
		ns, _ := strconv.ParseFloat(m[2], 64)
		figures = append(figures, Figure{m[1], ns})
	}
	switch text := string(out); {
	case err == nil:
		return figures, nil
	case ctx.Err() != nil:
		return figures, errors.New("interrupted")
	case strings.Contains(text, "panic: test timed out"):
		return figures, fmt.Errorf("the next one did not come to an end within %v: go tool lab run %s", limit, filepath.Base(pkg))
	}
	return figures, fmt.Errorf("it ended early; what go test says: go test -run=^$ -bench=. %s", pkg)
}

// Bars draws figures beside the one whose name begins with Sequential.
func Bars(figures []Figure) (lines []string) {
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
		times, style := "", console.Good
		switch {
		case strings.HasPrefix(f.name, "Sequential"):
			style = console.Bold
		case sequential > 0 && f.ns > sequential:
			times = console.Dim(fmt.Sprintf("  %5.4g times as slow", f.ns/sequential))
		case sequential > 0 && f.ns > 0:
			times = console.Dim(fmt.Sprintf("  %5.4g times as fast", sequential/f.ns))
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
