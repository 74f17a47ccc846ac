package growth

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"racelab/internal/build"
	"racelab/internal/program"
	"racelab/internal/trace"
)

//go:embed testdata/growth_test.go
var source string

// Options say how to measure.
type Options struct {
	Each    time.Duration // how long one size may take; a family ends with the first that takes longer
	Count   int           // how often each size is explored; the shortest time counts
	Workers int           // see trace.Request
	Build   build.Config  // but for the folder
}

// A Point is one size of a family, measured.
type Point struct {
	Family string `json:"family"`
	Size
	Executions int     `json:"executions"` // of the search for all classes, or of all that was tried
	Whole      bool    `json:"whole"`      // that search came to its end
	Seconds    float64 `json:"seconds"`    // for all that was tried
	Tried      int     `json:"tried"`      // executions, those before that search included
}

// Measure explores the families, and calls each with every point as it comes.
func Measure(ctx context.Context, families []Family, o Options, each func(Point)) ([]Point, error) {
	dir, err := os.MkdirTemp("", "racelab-growth-")
	if err != nil {
		return nil, fmt.Errorf("cannot write the programs to be measured: %w; set TMPDIR to a folder that you may write to", err)
	}
	defer os.RemoveAll(dir)
	if err := write(dir, families); err != nil {
		return nil, err
	}
	o.Build.Dir = dir
	p, err := program.Package(ctx, o.Build)
	if err != nil {
		return nil, err
	}
	var points []Point
	for _, f := range families {
		for _, size := range f.Sizes {
			point, err := measure(ctx, p, f, size, o)
			if err != nil {
				return points, fmt.Errorf("%s %v: %w", f.Name, size, err)
			}
			points = append(points, point)
			each(point)
			if !point.Whole {
				break
			}
		}
	}
	return points, nil
}

func measure(ctx context.Context, p *program.Program, f Family, size Size, o Options) (best Point, err error) {
	for i := range o.Count {
		r, err := p.Run(ctx, trace.Request{Test: testOf(f, size), Time: o.Each, TimeMode: trace.Patient, Seed: 1, Workers: o.Workers}, nil)
		if err != nil {
			return best, err
		}
		if r.Outcome != trace.Passed && r.Outcome != trace.Partly {
			return best, fmt.Errorf("the engine says %s of a program that is right: %s", r.Outcome, r.Reason)
		}
		now := Point{f.Name, size, r.Executions, r.Classes > 0, r.Seconds, r.Executions}
		if now.Whole {
			now.Executions = r.Classes
		}
		if i == 0 || now.Whole && now.Seconds < best.Seconds {
			best = now
		}
	}
	return best, nil
}

// write makes a module of the programs, with a test for each size.
func write(dir string, families []Family) error {
	var tests strings.Builder
	tests.WriteString("package growth\n\nimport \"testing\"\n")
	for _, f := range families {
		for _, s := range f.Sizes {
			fmt.Fprintf(&tests, "\nfunc %s(t *testing.T) { %s(t, %d, %d) }\n", testOf(f, s), f.Name, s.Goroutines, s.Steps)
		}
	}
	for name, text := range map[string]string{
		"go.mod": "module example.org/growth\n\ngo 1.26\n", "growth_test.go": source, "sizes_test.go": tests.String(),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			return err
		}
	}
	return nil
}

func testOf(f Family, s Size) string {
	return fmt.Sprintf("Test_%s_%dx%d", f.Name, s.Goroutines, s.Steps)
}
