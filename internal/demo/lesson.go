package demo

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"racelab/internal/build"
	"racelab/internal/course"
	"racelab/internal/judge"
	"racelab/internal/program"
	"racelab/internal/trace"
)

// A lesson is the demo of one lab. It shows the broken version that the course
// ships, whatever is in the lab's folder now.
type lesson struct {
	*demo
	lab  course.Lab
	runs int // native ones

	broken, solution string // sources
	tests            []string
	judge            *judge.Judge
	temp             string

	failing *later[*trace.Report] // nil if the explorer has no part in this lab
	native  *later[*judge.Binary]
	raced   *later[judge.Result]
	solved  *later[[]*trace.Report]
	passed  *later[judge.Result] // the solution, by the judge, where the explorer has no part
}

func lessonSlides(d *demo, l course.Lab, runs int) ([]slide, error) {
	s := &lesson{demo: d, lab: l, runs: runs,
		failing: newLater[*trace.Report](), native: newLater[*judge.Binary](), raced: newLater[judge.Result](),
		solved: newLater[[]*trace.Report](), passed: newLater[judge.Result]()}
	var err error
	if s.broken, err = d.checkout.Read(l.Pristine(), "restore it from git"); err != nil {
		return nil, err
	}
	if s.solution, err = d.checkout.Read(l.Solution(), "restore it from git"); err != nil {
		return nil, err
	}
	if s.judge, err = judge.New(d.checkout.Root); err != nil {
		return nil, err
	}
	d.tidy = append(d.tidy, func() { s.judge.Close() })
	if s.tests, err = s.judge.Explored(l.Name); err != nil {
		return nil, err
	}
	s.judge.Wall = 20 * time.Second // a class is waiting
	if s.temp, err = os.MkdirTemp("", "racelab-demo-"); err != nil {
		return nil, err
	}
	d.tidy = append(d.tidy, func() { os.RemoveAll(s.temp) })
	d.inBackground(s.prepare)
	text, _ := d.checkout.Read(filepath.Join("solutions", l.Name, "README.md"), "restore it from git") // without it there are no notes
	b := debrief(text)
	return []slide{
		{"the story", b.part("In the world"), s.showStory},
		{"the code", b.part("What happened"), s.showCode},
		{"a question", b.part("What happened"), s.showQuestion},
		{"in real life", b.part("What the tools saw"), s.showNative},
		{"the race detector", b.part("What the tools saw"), s.showRace},
		{"step by step", b.part("What happened"), s.showSteps},
		{"the fix", b.part("Why the fix is right"), s.showFix},
		{"every schedule", s.proposals(), s.showSolved},
	}, nil
}

// prepare does what takes long, in the order in which it is shown, while the
// class reads.
func (s *lesson) prepare(ctx context.Context) {
	s.failing.set(s.explore(ctx, s.lab.Name))
	s.native.set(s.judge.Build(ctx, s.lab.Name, s.checkout.Path(s.lab.Pristine()), false))
	s.raced.set(s.judge.Try(ctx, s.lab.Name, s.checkout.Path(s.lab.Pristine()), true, runtime.GOMAXPROCS(0)))
	if len(s.tests) == 0 {
		s.passed.set(s.judge.Try(ctx, s.lab.Name, s.checkout.Path(s.lab.Solution()), true, runtime.GOMAXPROCS(0)))
		return
	}
	s.solved.set(s.exploreSolution(ctx))
}

// explore looks for a failing schedule of the broken version.
func (s *lesson) explore(ctx context.Context, name string) (*trace.Report, error) {
	if len(s.tests) == 0 {
		return nil, nil
	}
	overlay, err := s.overlay()
	if err != nil {
		return nil, err
	}
	config := build.Config{Dir: s.checkout.Path(filepath.Join("labs", name)), Home: s.checkout.Root, Overlay: overlay}
	program, err := program.Package(ctx, config)
	if err != nil {
		return nil, err
	}
	return program.Telling(ctx, s.tests)
}

// overlay puts the broken version and its tests in the place of what the lab's
// folder holds. If that is the same, there is no need to.
func (s *lesson) overlay() (string, error) {
	dir, err := filepath.EvalSymlinks(s.checkout.Path(filepath.Join("labs", s.lab.Name)))
	if err != nil {
		return "", err
	}
	replace, err := judge.InPlace(dir, s.lab.Name, s.checkout.Path(s.lab.Pristine()), s.checkout.Path(s.lab.Tests()))
	if err != nil {
		return "", err
	}
	same := true
	for file, by := range replace {
		same = same && by != "" && sameText(file, by)
	}
	if same {
		return "", nil
	}
	path := filepath.Join(s.temp, "overlay.json")
	return path, replace.Write(path)
}

func sameText(a, b string) bool {
	x, err := os.ReadFile(a)
	y, err2 := os.ReadFile(b)
	return err == nil && err2 == nil && string(x) == string(y)
}

// exploreSolution runs the solution under every schedule.
func (s *lesson) exploreSolution(ctx context.Context) ([]*trace.Report, error) {
	dir := s.checkout.Path(filepath.Dir(s.lab.Solution()))
	program, err := program.Package(ctx, build.Config{Dir: dir, Home: s.checkout.Root})
	if err != nil {
		return nil, err
	}
	var reports []*trace.Report
	for _, test := range s.tests {
		report, err := program.Run(ctx, trace.Request{Test: test}, nil)
		if err != nil {
			return nil, err
		}
		reports = append(reports, report)
	}
	return reports, nil
}

// nativeTest is the test that is run natively: the one that the
// explorer makes fail, or else one that fails under the race detector.
func (s *lesson) nativeTest() (string, error) {
	report, err := await(s.demo, s.failing, "looking for the test to show")
	if err != nil {
		return "", err
	}
	if report != nil && report.Failure != nil {
		test, _, _ := strings.Cut(report.Test, "/")
		return test, nil
	}
	result, err := await(s.demo, s.raced, "looking for the test to show")
	switch {
	case err == nil && len(result.Failed) > 0:
		return result.Failed[0], nil
	case report != nil:
		return report.Test, nil
	case err == nil && len(result.Passed) > 0:
		return result.Passed[0], nil
	case err == nil:
		return "Test.*", nil
	}
	return "", err
}
